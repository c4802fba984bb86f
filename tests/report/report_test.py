"""report.html in a real browser: it loads, searches, filters, marks, draws and says nothing on the
console. SCREENSHOTS=folder keeps pictures, to be looked at by eye; docs/images has some.
"""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("PRESSCUT") or str(ROOT / "build" / "presscut")
MANY = 10_000
ANSWER = 60  # seconds until the page is taken to be stuck


def browser():
    options = webdriver.ChromeOptions()
    # Root, as in most containers, gets no sandbox; /dev/shm is small there.
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--window-size=1400,900", "--force-color-profile=srgb", "--hide-scrollbars"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or "chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def build(source, folder):
    subprocess.run([PROGRAM, "dataset", str(source), "-o", str(folder)], check=True, timeout=300,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return folder / "report.html"


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.driver = browser()
        cls.addClassCleanup(cls.driver.quit)
        cls.page = build(cls.source(), Path(cls.folder.name) / "dataset")

    def setUp(self):
        self.open()

    def tearDown(self):
        self.assertEqual([entry["message"] for entry in self.driver.get_log("browser")], [])

    def open(self, place=""):
        self.driver.get("about:blank")  # so that another place is another load
        self.driver.get(f"file://{self.page}{place}")
        self.until(lambda: self.script("return document.documentElement.dataset.ready") == "yes")
        self.until(lambda: self.all("#text .m"))

    def until(self, holds):
        return WebDriverWait(self.driver, ANSWER, 0.02).until(lambda _: holds())

    def script(self, code, *arguments):
        return self.driver.execute_script(code, *arguments)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.one(selector).get_attribute("textContent")

    def press(self, *keys):
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def search(self, words):
        self.one("#query").send_keys(Keys.CONTROL + "a", Keys.NULL, words or Keys.BACKSPACE)

    def found(self):
        # In one go: rows are drawn anew whenever the list moves.
        return self.script("return [...document.querySelectorAll('#list .item b')].map((b) => b.textContent)")

    def picture(self, name):
        if os.environ.get("SCREENSHOTS"):
            self.driver.save_screenshot(str(Path(os.environ["SCREENSHOTS"]) / f"{name}.png"))


class Corpus(Page):
    @staticmethod
    def source():
        return ROOT / "corpus" / "articles"

    def test_it_loads_with_every_article(self):
        files = sorted((ROOT / "corpus" / "articles").rglob("*.txt"))
        self.assertEqual(self.text("#count"), f"{len(files)} articles of {len(files)}")
        self.assertEqual(self.text("#text"), files[0].read_text(encoding="utf-8"))
        self.picture("report-light")

    def test_every_mark_stands_on_its_words(self):
        for place in ("#02-pennard-profits",):
            self.open(place)
            marked = {mark.text for mark in self.all("#text .m.p:not(.r)")}
            self.assertTrue({"Ingrid Solheim", "Desmond Quarshie"} <= marked, marked)
            self.assertIn("£1.27bn", {mark.text for mark in self.all("#text .m.f")})

    def test_hovering_says_value_and_rule(self):
        self.open("#02-pennard-profits")
        mark = next(m for m in self.all("#text .m.f") if m.text == "£1.27bn")
        webdriver.ActionChains(self.driver).move_to_element(mark).perform()
        self.assertEqual(self.one("#tip").text, "figure money 1270000000 GBP figures/digits")
        self.picture("report-hover")

    def test_search_by_person_organisation_and_headline(self):
        self.search("solheim")
        self.until(lambda: self.text("#count").startswith("1 article of"))
        self.assertEqual(self.found(), ["Pennard profits slip as flour and fuel costs bite"])
        self.search("no such name")
        self.until(lambda: self.text("#count").startswith("0 articles"))
        self.search("BANK ENGLAND pennard")
        self.until(lambda: self.text("#count").startswith("1 article of"))

    def test_search_in_whole_texts_when_asked(self):
        self.search("milling wheat")
        self.until(lambda: self.text("#count").startswith("0 articles"))
        self.one("#deep").click()
        self.until(lambda: self.text("#count").startswith("1 article of"))

    def test_search_by_date(self):
        self.script("document.getElementById('from').value = '2018-11-01';"
                    "document.getElementById('to').value = '2018-11-30';"
                    "document.getElementById('to').dispatchEvent(new Event('change'))")
        self.until(lambda: "Pennard profits slip as flour and fuel costs bite" in self.found())
        self.assertLess(len(self.found()), 5)

    def test_a_kind_is_hidden_and_shown_again(self):
        self.open("#02-pennard-profits")
        figures = len(self.all("#text .m.f"))
        self.assertGreater(figures, 20)
        self.press("4")
        self.assertEqual(len(self.all("#text .m.f")), 0)
        self.assertGreater(len(self.all("#text .m.d")), 5)
        self.press("4")
        self.assertEqual(len(self.all("#text .m.f")), figures)

    def test_by_keyboard_alone(self):
        first = self.text("#headline")
        self.press("j")
        self.until(lambda: self.text("#headline") != first)
        self.press("k")
        self.until(lambda: self.text("#headline") == first)
        self.press("n")
        self.assertIn("m", self.driver.switch_to.active_element.get_attribute("class").split())
        self.assertTrue(self.one("#tip").is_displayed())
        self.press(Keys.ESCAPE, "/")
        self.assertEqual(self.driver.switch_to.active_element.get_attribute("id"), "query")
        self.press("pennard", Keys.ENTER)
        self.until(lambda: self.text("#headline").startswith("Pennard"))
        self.press("?")
        self.assertTrue(self.one("#keys").is_displayed())

    def test_a_name_leads_to_its_articles(self):
        self.one("#tab-people").click()
        self.one("#entity-query").send_keys("quarshie")
        self.until(lambda: len(self.all("#entity-list .item")) == 1)
        self.picture("report-people")
        self.all("#entity-list .item")[0].click()
        self.until(lambda: self.found() == ["Pennard profits slip as flour and fuel costs bite"])
        self.one(".chip").click()
        self.until(lambda: len(self.found()) > 5)

    def test_charts_are_drawn(self):
        self.one("#tab-charts").click()
        for canvas in self.all("canvas"):
            drawn = self.script(
                "const c = arguments[0]; const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                "let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n", canvas)
            self.assertGreater(drawn, 1000, canvas.get_attribute("id"))
            self.assertTrue(canvas.get_attribute("aria-label"))
        self.picture("report-charts")

    def test_dark_and_light(self):
        ground = "return getComputedStyle(document.body).backgroundColor"
        light = self.script(ground)
        self.press("t")
        self.assertNotEqual(self.script(ground), light)
        self.picture("report-dark")

    def test_each_kind_differs_by_more_than_colour(self):
        self.open("#02-pennard-profits")
        looks = {self.script("const s = getComputedStyle(arguments[0]);"
                             "return s.textDecorationLine + s.textDecorationStyle", self.one(f"#kinds .m.{kind}"))
                 for kind in "dopfq"}
        self.assertEqual(len(looks), 5, looks)


class Many(Page):
    @classmethod
    def source(cls):
        """Ten thousand articles, one of them hostile."""
        path = Path(cls.folder.name) / "many.jsonl"
        texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "corpus" / "articles").rglob("*.txt"))]
        with path.open("w", encoding="utf-8") as out:
            for n in range(MANY - 1):
                row = {"id": f"n{n:05}", "text": texts[n % len(texts)], "date": f"20{n % 20:02}-06-15",
                       "headline": f"Article {n}"}
                out.write(json.dumps(row) + "\n")
            bad = '</script><script>document.title = "broken"</script><img src=x onerror=alert(document.title)>'
            out.write(json.dumps({"id": bad, "text": f"Ann Smith said 3 cats {bad} 🙂 and 4 dogs.",
                                  "headline": bad}) + "\n")
        return path

    def test_ten_thousand_articles(self):
        self.assertEqual(self.text("#count"), f"{MANY:,} articles of {MANY:,}")
        self.assertLess(len(self.all("#list .item")), 60)
        self.search("article 1234")
        self.until(lambda: self.text("#count").startswith("1 article of"))
        self.search("")
        self.until(lambda: self.text("#count").startswith("10,000"))
        self.script("document.getElementById('list').scrollTop = 1e9")
        self.until(lambda: "<img" in self.found()[-1])
        self.all("#list .item")[-1].click()
        self.until(lambda: self.text("#text").startswith("Ann Smith said"))
        self.assertEqual(self.driver.title, "presscut report")
        self.assertEqual(self.all("#text img"), [])
        self.assertEqual([m.text for m in self.all("#text .m.f")], ["3 cats", "4 dogs"])
        self.one("#tab-people").click()
        self.assertLess(len(self.all("#entity-list .item")), 60)



if __name__ == "__main__":
    unittest.main()
