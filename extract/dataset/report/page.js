// The report's page: everything it needs is inside it, nothing is loaded. Texts and facts lie in
// chunks of gzip that are unpacked when an article of theirs is opened; the index of articles and
// names is there from the start. Data reaches the page as text nodes only, never as markup.
'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const index = JSON.parse($('index').textContent);
  const KINDS = [
    {letter: 'd', name: 'date', plural: 'dates', colour: '--date'},
    {letter: 'o', name: 'organisation', plural: 'organisations', colour: '--organisation'},
    {letter: 'p', name: 'person', plural: 'people', colour: '--person'},
    {letter: 'f', name: 'figure', plural: 'figures', colour: '--figure'},
    {letter: 'q', name: 'quote', plural: 'quotes', colour: '--quote'},
  ];
  const FACTS = 3;  // where an article's five counts begin
  const articles = index.articles;      // [id, headline, date, dates, organisations, …, error]
  const entities = index.entities;      // [id, kind, name, note, mentions, quotes, [articles]]
  const entityById = new Map(entities.map((entity, i) => [entity[0], i]));
  const plural = (n, one, many) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
  const fold = (s) => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  // Articles are told as steps from one to the next.
  for (const entity of entities) {
    let at = 0;
    entity[6] = entity[6].map((step) => (at += step));
  }
  const names = entities.map((entity) => fold(entity[2]));
  const titles = articles.map((article) => fold(`${article[0]} ${article[1]}`));

  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  // --- Chunks ------------------------------------------------------------------------------------

  const unpacked = new Map();  // the last few
  const KEPT = 8;
  async function chunk(n) {
    if (!unpacked.has(n)) {
      const packed = Uint8Array.from(atob($(`chunk-${n}`).textContent), (c) => c.charCodeAt(0));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
      unpacked.set(n, new Response(stream).json());
      if (unpacked.size > KEPT) unpacked.delete(unpacked.keys().next().value);
    }
    return unpacked.get(n);
  }
  function chunkOf(article) {
    let low = 0, high = index.chunks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (index.chunks[middle] <= article) low = middle; else high = middle;
    }
    return low;
  }
  async function contents(article) {
    const n = chunkOf(article);
    const {rules, articles: held} = await chunk(n);
    return {...held[article - index.chunks[n]], rules};
  }

  // --- Lists of any length: only the rows in sight are there ---------------------------------------

  const ROW = 54;
  class Rows {
    constructor(box, draw, choose) {
      Object.assign(this, {box, draw, choose, items: [], at: -1, drawn: ''});
      this.space = element('div', '', {class: 'rows', role: 'presentation'});
      box.append(this.space);
      box.addEventListener('scroll', () => this.show());
      new ResizeObserver(() => this.show()).observe(box);
      box.addEventListener('click', (event) => {
        const row = event.target.closest('.item');
        if (row) this.select(Number(row.dataset.at));
      });
      box.addEventListener('keydown', (event) => {
        const step = {ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10}[event.key];
        if (step) this.move(step); else if (event.key === 'Enter') this.select(this.at);
        else return;
        event.preventDefault();
      });
    }
    fill(items) {
      this.items = items;
      this.at = -1;
      this.drawn = '';
      this.space.style.height = `${items.length * ROW}px`;
      this.box.scrollTop = 0;
      this.show();
    }
    show() {
      const first = Math.max(0, Math.floor(this.box.scrollTop / ROW) - 5);
      const last = Math.min(this.items.length, first + Math.ceil(this.box.clientHeight / ROW) + 10);
      const drawn = `${first} ${last} ${this.at}`;
      if (drawn === this.drawn) return;
      this.drawn = drawn;
      const rows = [];
      for (let i = first; i < last; ++i) {
        const row = this.draw(this.items[i]);
        row.className = 'item';
        row.style.top = `${i * ROW}px`;
        row.dataset.at = i;
        row.id = `${this.box.id}-${i}`;
        row.setAttribute('role', 'option');
        row.setAttribute('aria-selected', i === this.at);
        row.setAttribute('aria-posinset', i + 1);
        row.setAttribute('aria-setsize', this.items.length);
        rows.push(row);
      }
      this.space.replaceChildren(...rows);
    }
    mark(at) {
      this.at = at;
      const top = at * ROW;
      if (top < this.box.scrollTop) this.box.scrollTop = top;
      const most = top + ROW - this.box.clientHeight;
      if (most > this.box.scrollTop) this.box.scrollTop = most;
      this.box.setAttribute('aria-activedescendant', `${this.box.id}-${at}`);
      this.show();
    }
    select(at) {
      if (at < 0 || at >= this.items.length) return;
      this.mark(at);
      this.choose(this.items[at]);
    }
    move(step) {
      if (!this.items.length) return;
      this.select(Math.min(this.items.length - 1, Math.max(0, this.at + step)));
    }
  }

  // --- Search ----------------------------------------------------------------------------------

  const chosen = new Set();  // entities that must be named
  let found = [];            // articles
  let search = 0;            // the one under way

  const list = new Rows($('list'), (article) => {
    const [id, headline, date] = articles[article];
    const row = document.createElement('div');
    row.append(element('b', headline || id),
               element('span', `${date || 'no date'} · ${facts(articles[article])}`));
    return row;
  }, open);
  function facts(article) {
    if (article[FACTS + 5]) return 'could not be read';
    return plural(article.slice(FACTS, FACTS + 5).reduce((a, b) => a + b, 0), 'fact', 'facts');
  }

  // The articles each word of the query stands for: in a headline, or in a name.
  function matching(words) {
    return words.map((word) => {
      const holds = new Uint8Array(articles.length);
      titles.forEach((title, i) => { if (title.includes(word)) holds[i] = 1; });
      names.forEach((name, i) => {
        if (name.includes(word)) for (const article of entities[i][6]) holds[article] = 1;
      });
      return holds;
    });
  }
  function filter() {
    const words = fold($('query').value).split(/\s+/).filter(Boolean);
    const from = $('from').value, to = $('to').value;
    const named = [...chosen].map((i) => new Set(entities[i][6]));
    const fits = (i) => {
      const date = articles[i][2];
      return (!from || date >= from) && (!to || (date && date <= to)) &&
             named.every((set) => set.has(i));
    };
    const holds = matching(words);
    found = [];
    const rest = [];
    for (let i = 0; i < articles.length; ++i) {
      if (!fits(i)) continue;
      if (holds.every((word) => word[i])) found.push(i); else rest.push(i);
    }
    $('chips').replaceChildren(...[...chosen].map((i) => {
      const chip = element('button', `${entities[i][2]} ×`, {class: 'chip', type: 'button'});
      chip.title = 'No longer only articles that name this';
      chip.onclick = () => { chosen.delete(i); filter(); };
      return chip;
    }));
    list.fill(found);
    count('');
    const mine = ++search;
    if ($('deep').checked && words.length && rest.length) deepen(mine, words, rest);
  }
  function count(more) {
    $('count').textContent = `${plural(found.length, 'article', 'articles')} of ` +
        `${articles.length.toLocaleString('en')}${more}`;
  }
  // Whole texts, chunk by chunk, for as long as nothing else is asked for.
  async function deepen(mine, words, rest) {
    let added = false;
    for (const i of rest) {
      const {t} = await contents(i);
      if (mine !== search) return;
      const text = fold(t);
      if (words.every((word) => text.includes(word))) {
        found.push(i);
        added = true;
      }
      if (i % 50 === 0) count(', reading texts …');
    }
    if (added) {
      found.sort((a, b) => a - b);
      list.fill(found);
    }
    count('');
  }

  // --- The article -------------------------------------------------------------------------------

  let shown = -1;
  const hidden = new Set();  // letters of kinds

  async function open(article) {
    shown = article;
    const {t: text, m: marks, e: ids, rules} = await contents(article);
    if (shown !== article) return;
    const [id, headline, date] = articles[article];
    $('headline').textContent = headline || id;
    $('dateline').textContent = `${id} · ${date || 'no date'} · ${facts(articles[article])}`;
    if (articles[article][FACTS + 5]) $('dateline').textContent += `: ${articles[article][FACTS + 5]}`;
    history.replaceState(null, '', `#${encodeURIComponent(id)}`);
    draw(text, marks, ids, rules);
    $('article').scrollTop = 0;
  }

  // Marks may overlap: the text is cut wherever one begins or ends, and each piece bears the
  // classes of all marks that hold of it.
  function draw(text, marks, ids, rules) {
    const at = unitsOf(text);
    const cuts = new Set([0, text.length]);
    for (const mark of marks) cuts.add(at(mark[0])).add(at(mark[1]));
    const places = [...cuts].sort((a, b) => a - b);
    const box = $('text');
    const pieces = document.createDocumentFragment();
    const begun = new Set();
    let next = 0, active = [];
    for (let i = 0; i + 1 < places.length; ++i) {
      const from = places[i];
      active = active.filter((m) => at(marks[m][1]) > from);
      while (next < marks.length && at(marks[next][0]) <= from) active.push(next++);
      const piece = text.slice(from, places[i + 1]);
      if (!active.length) {
        pieces.append(piece);
        continue;
      }
      const span = element('span', piece, {class: 'm'});
      for (const m of active) {
        span.classList.add(KINDS[marks[m][2]].letter);
        if (marks[m][6]) span.classList.add('r');
      }
      // One stop a fact for the keyboard: where it begins.
      if (active.some((m) => !begun.has(m))) span.tabIndex = 0;
      for (const m of active) begun.add(m);
      span.dataset.marks = active.join(' ');
      pieces.append(span);
    }
    box.replaceChildren(pieces);
    box.facts = {text, marks, ids, rules, at};
    veil();
    table();
  }
  // Offsets count code points; strings here count UTF-16 units.
  function unitsOf(text) {
    if (!/[\ud800-\udbff]/.test(text)) return (n) => n;
    const units = [];
    let at = 0;
    for (const c of text) {
      units.push(at);
      at += c.length;
    }
    units.push(at);
    return (n) => units[n];
  }
  function veil() {
    for (const span of $('text').querySelectorAll('.m')) {
      const {marks} = $('text').facts;
      const kinds = new Set(span.dataset.marks.split(' ').map((m) => KINDS[marks[m][2]].letter));
      for (const {letter} of KINDS) span.classList.toggle(letter, kinds.has(letter) && !hidden.has(letter));
      span.classList.toggle('off', [...kinds].every((letter) => hidden.has(letter)));
    }
  }
  function table() {
    const {text, marks, rules, at} = $('text').facts;
    const rows = [];
    marks.forEach(([start, end, kind, value, rule, , role], m) => {
      if (hidden.has(KINDS[kind].letter)) return;
      const row = element('tr');
      row.append(element('td', role ? 'role' : KINDS[kind].name), element('td', text.slice(at(start), at(end))),
                 element('td', value), element('td'));
      row.lastChild.append(element('code', rules[rule]));
      row.onclick = () => focusMark(m);
      rows.push(row);
    });
    $('facts').querySelector('summary').textContent = plural(rows.length, 'mark', 'marks');
    $('facts').querySelector('tbody').replaceChildren(...rows);
  }
  function focusMark(m) {
    const span = [...$('text').querySelectorAll('.m')].find((s) => s.dataset.marks.split(' ').includes(String(m)));
    if (!span) return;
    span.tabIndex = 0;
    span.focus();
    span.scrollIntoView({block: 'center'});
  }

  // What a piece of text means; innermost first.
  function tell(span) {
    const {marks, rules} = $('text').facts;
    const here = span.dataset.marks.split(' ').map((m) => marks[m])
        .filter((mark) => !hidden.has(KINDS[mark[2]].letter)).reverse();
    if (!here.length) return hush();
    $('tip').replaceChildren(...here.map(([, , kind, value, rule, , role]) => {
      const line = element('p');
      line.append(element('b', `${role ? 'role' : KINDS[kind].name} `), value, ' ',
                  element('span', rules[rule], {class: 'rule'}));
      return line;
    }));
    $('tip').hidden = false;
    const place = span.getClientRects()[0], tip = $('tip').getBoundingClientRect();
    const above = place.top - tip.height - 6;
    $('tip').style.top = `${above > 0 ? above : place.bottom + 6}px`;
    $('tip').style.left = `${Math.max(4, Math.min(place.left, innerWidth - tip.width - 8))}px`;
    span.setAttribute('aria-describedby', 'tip');
  }
  function hush() { $('tip').hidden = true; }
  $('text').addEventListener('mouseover', (event) => {
    const span = event.target.closest('.m');
    if (span) tell(span); else hush();
  });
  $('text').addEventListener('mouseleave', hush);
  $('text').addEventListener('focusin', (event) => tell(event.target));
  $('text').addEventListener('focusout', hush);
  $('article').addEventListener('scroll', hush);
  const follow = (span) => {
    const {marks, ids} = $('text').facts;
    for (const m of span.dataset.marks.split(' ').reverse()) {
      const entity = marks[m][5] === null ? undefined : entityById.get(ids[marks[m][5]]);
      if (entity === undefined) continue;
      chosen.add(entity);
      filter();
      return;
    }
  };
  $('text').addEventListener('dblclick', (event) => {
    const span = event.target.closest('.m');
    if (span) follow(span);
  });

  const kinds = KINDS.map(({letter, plural: many}, i) => {
    const button = element('button', '', {'aria-pressed': 'true', type: 'button'});
    button.append(element('kbd', String(i + 1)), ' ', element('span', many, {class: `m ${letter}`}));
    button.onclick = () => {
      if (!hidden.delete(letter)) hidden.add(letter);
      button.setAttribute('aria-pressed', !hidden.has(letter));
      if ($('text').facts) { veil(); table(); }
    };
    return button;
  });
  $('kinds').append(...kinds);

  // --- People, organisations ---------------------------------------------------------------------

  let entityKind = 0;
  const entityRows = new Rows($('entity-list'), (i) => {
    const [, , name, note, mentions, quotes, where] = entities[i];
    const row = document.createElement('div');
    row.append(element('b', name), element('span', [plural(where.length, 'article', 'articles'),
        plural(mentions, 'mention', 'mentions'), plural(quotes, 'quote', 'quotes'), note].filter(Boolean).join(' · ')));
    return row;
  }, (i) => {
    chosen.clear();
    chosen.add(i);
    $('query').value = '';
    filter();
    view('articles');
    list.select(0);
  });
  const byArticles = entities.map((_, i) => i)
      .sort((a, b) => entities[b][6].length - entities[a][6].length || a - b);
  function listEntities() {
    const words = fold($('entity-query').value).split(/\s+/).filter(Boolean);
    const rows = byArticles.filter((i) => entities[i][1] === entityKind && words.every((word) => names[i].includes(word)));
    entityRows.fill(rows);
    $('entity-count').textContent = entityKind === 0 ? plural(rows.length, 'person', 'people')
                                                     : plural(rows.length, 'organisation', 'organisations');
  }
  $('entity-query').oninput = listEntities;

  // --- Charts -----------------------------------------------------------------------------------

  const charts = [];
  function drawCharts() {
    for (const chart of charts.splice(0)) chart.destroy();
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    Chart.defaults.color = colour('--ink');
    Chart.defaults.borderColor = colour('--edge');
    Chart.defaults.animation = false;
    Chart.defaults.maintainAspectRatio = false;
    const add = (id, config, told) => {
      $(id).setAttribute('aria-label', told);
      charts.push(new Chart($(id), config));
    };
    // By day, month or year, so that there are not too many columns and few articles are left out:
    // of some only the year is known.
    const columns = (n) => new Set(articles.filter((a) => a[2].length >= n).map((a) => a[2].slice(0, n)));
    const known = articles.filter((a) => a[2]).length;
    const suits = (n) => columns(n).size <= 60 && articles.filter((a) => a[2].length >= n).length >= 0.9 * known;
    const length = suits(10) ? 10 : suits(7) ? 7 : 4;
    const dated = articles.filter((a) => a[2].length >= length);
    const times = [...columns(length)].sort();
    const place = new Map(times.map((time, i) => [time, i]));
    const sums = KINDS.map(() => new Array(times.length).fill(0));
    for (const article of dated) {
      KINDS.forEach((_, k) => { sums[k][place.get(article[2].slice(0, length))] += article[FACTS + k]; });
    }
    const dashes = [[], [8, 3], [2, 2], [6, 2, 2, 2], [12, 4]];
    add('chart-time', {type: 'line', data: {labels: times, datasets: KINDS.map(({plural: label, colour: c}, k) => ({
      label, data: sums[k], borderColor: colour(c), backgroundColor: colour(c), borderDash: dashes[k],
      pointStyle: ['circle', 'rect', 'triangle', 'rectRot', 'star'][k], tension: 0}))},
      options: {scales: {y: {beginAtZero: true}}}}, times.length ? `Facts of each kind from ${times[0]} to ${times.at(-1)}` : 'No article has a date');
    const bars = (id, rows, label, c) => add(id, {type: 'bar', data: {labels: rows.map((row) => row[0]),
      datasets: [{label, data: rows.map((row) => row[1]), backgroundColor: colour(c)}]},
      options: {indexAxis: 'y', plugins: {legend: {display: false}},
        scales: {x: {ticks: {precision: 0}}, y: {ticks: {autoSkip: false}}}}},
      rows.map((row) => `${row[0]} ${row[1]}`).join(', '));
    bars('chart-figures', Object.entries(index.figures).sort((a, b) => b[1] - a[1]), 'figures', '--figure');
    const most = (value) => byArticles.map((i) => [entities[i][2], value(entities[i])])
        .sort((a, b) => b[1] - a[1]).slice(0, 15).filter((row) => row[1] > 0);
    const named = (kind) => most((entity) => (entity[1] === kind ? entity[6].length : 0));
    bars('chart-quoted', most((entity) => entity[5]), 'quotes', '--quote');
    bars('chart-people', named(0), 'articles', '--person');
    bars('chart-organisations', named(1), 'articles', '--organisation');
  }

  // --- The page -----------------------------------------------------------------------------------

  const VIEWS = ['articles', 'people', 'organisations', 'charts'];
  let current = '';
  function view(name) {
    current = name;
    for (const v of VIEWS) $(`tab-${v}`).setAttribute('aria-selected', v === name);
    $('view-articles').hidden = name !== 'articles';
    $('view-entities').hidden = name !== 'people' && name !== 'organisations';
    $('view-charts').hidden = name !== 'charts';
    hush();
    if (!$('view-entities').hidden) {
      entityKind = name === 'people' ? 0 : 1;
      $('view-entities').setAttribute('aria-labelledby', `tab-${name}`);
      $('entity-query').value = '';
      listEntities();
    }
    if (name === 'charts') drawCharts();
    if (name === 'articles') list.show();
  }
  for (const v of VIEWS) $(`tab-${v}`).onclick = () => view(v);

  function theme(name) {
    document.documentElement.dataset.theme = name;
    if (current === 'charts') drawCharts();
  }
  const turnTheme = () => theme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
  $('theme').onclick = turnTheme;
  $('help').onclick = () => $('keys').showModal();

  function stepFact(step) {
    const stops = [...$('text').querySelectorAll('.m[tabindex]:not(.off)')];
    if (!stops.length) return;
    const at = stops.indexOf(document.activeElement);
    const next = stops[at < 0 ? (step > 0 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length];
    next.focus();
    next.scrollIntoView({block: 'nearest'});
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $('keys').open) return;
    const typing = /^(INPUT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'checkbox';
    if (event.key === 'Escape') {
      hush();
      if (event.target === $('query')) { $('query').value = ''; filter(); }
      document.activeElement.blur();
      return;
    }
    if (typing) {
      if (event.target === $('query') && (event.key === 'ArrowDown' || event.key === 'Enter')) {
        $('list').focus();
        list.move(1);
        event.preventDefault();
      }
      return;
    }
    const keys = {
      '/': () => { view('articles'); $('query').focus(); },
      'j': () => list.move(1), 'k': () => list.move(-1),
      'n': () => stepFact(1), 'p': () => stepFact(-1),
      't': turnTheme, '?': () => $('keys').showModal(),
    };
    if (event.key === 'Enter' && event.target.classList.contains('m') && event.target.dataset.marks) {
      follow(event.target);
    } else if (/^[1-5]$/.test(event.key)) {
      kinds[Number(event.key) - 1].click();
    } else if (keys[event.key]) {
      keys[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });

  $('filter').onsubmit = (event) => event.preventDefault();
  let wait = 0;
  $('query').oninput = () => { clearTimeout(wait); wait = setTimeout(filter, 80); };
  for (const id of ['from', 'to', 'deep']) $(id).onchange = filter;

  $('about').textContent = index.about;
  theme(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  view('articles');
  filter();
  const wanted = decodeURIComponent(location.hash.slice(1));
  const start = Math.max(0, articles.findIndex((article) => article[0] === wanted));
  if (articles.length) list.select(start);
  document.documentElement.dataset.ready = 'yes';
})();
