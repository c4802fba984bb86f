"""The house rules that a program can check. Each check takes the root of a tree and returns its
findings as "path:line: what is wrong", so that house_test.py can run it on this tree, where it has
to find nothing, and on small bad trees, where it has to find something.

What the rules are for is in docs/PIPELINE.md and docs/decisions; this file only enforces them.
"""

import io
import re
import subprocess
import tokenize
import tomllib
from pathlib import Path

# The steps of the flow, in order. A folder includes only earlier ones, or itself.
LAYERS = ("base", "source", "text", "segment", "match", "names", "kinds", "resolve", "record",
          "pipeline", "link", "dataset")

# What may name a library: (how it is included, how its names look in code, layers that may).
LIBRARIES = {
    "RE2": (r"re2/", r"\bre2::|\bRE2\b", {"match"}),
    "ICU": (r"unicode/", r"\bicu::", {"text"}),
    "utf8proc": (r"utf8proc\.h", r"\butf8proc_\w+", {"text"}),
    "simdjson": (r"simdjson", r"\bsimdjson::", {"text", "source", "dataset"}),
    "toml++": (r"toml\+\+/|toml\.hpp", r"\btoml::", {"match"}),
    "libarchive": (r"archive(_entry)?\.h", r"\barchive_(?:read|entry|write|error)\w*",
                   {"source", "dataset"}),
    "SQLite": (r"sqlite3\.h", r"\bsqlite3_\w+|\bSQLITE_\w+", {"dataset"}),
    "Zstandard": (r"zstd\.h", r"\bZSTD_\w+", {"dataset"}),
    "OpenSSL": (r"openssl/", r"\bEVP_\w+", {"dataset"}),
}

MAX_LINES = 800
MAX_COLUMNS = 100

AMERICAN = re.compile(
    r"(?:normal|organ|recogn|token|capital|categor|summar|serial|initial|optim|minim|maxim|util"
    r"|character|general|special|standard|synchron|priorit)i[z](?:e|i|a)"
    r"|analy[z]|behavio[r]|colo[r]|neighbo[r]|favo[r]|hono[r](?!ific|ary)|labele[d]|cancele[d]",
    re.IGNORECASE)
# Names that are other people's, and spelled as they spell them.
BORROWED = re.compile(
    r"tokenize|initializer_list|U?Normalizer2|(?:utf8proc|unorm2?|UTF8PROC|UNORM2?)_\w+|(?:u|U)_\w+")
# Methods of ICU and Python that are called, never declared, here.
BORROWED_METHODS = re.compile(r"normaliz\w+|isNormaliz\w+", re.IGNORECASE)

CPP_TOKEN = re.compile(
    r'R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])*'"  # a character, not the separator of 1'000
    r"|//[^\n]*|/\*.*?\*/",
    re.DOTALL)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def files(root, *patterns):
    """The files of the tree that match, in order, without what is built or hidden."""
    found = {path for pattern in patterns for path in Path(root).glob(pattern) if path.is_file()}
    return sorted(found)


def cpp_files(root, *folders):
    return files(root, *(f"{folder}/**/*.{suffix}" for folder in folders for suffix in ("h", "cc")))


def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def finding(root, path, line, message):
    return f"{path.relative_to(root).as_posix()}:{line}: {message}"


def split_cpp(text):
    """(code, comments, strings): the text three times, each with the other two blanked out.
    Newlines stay, so offsets and lines are those of the file."""
    blank = {kind: list(re.sub(r"[^\n]", " ", text)) for kind in ("comment", "string")}
    code = list(text)
    for match in CPP_TOKEN.finditer(text):
        kind = "comment" if match[0].startswith("/") else "string"
        start, end = match.span()
        blank[kind][start:end] = match[0]
        code[start:end] = re.sub(r"[^\n]", " ", match[0])
    return "".join(code), "".join(blank["comment"]), "".join(blank["string"])


def includes(text):
    """(line, bracket, path) of every #include that is not commented out."""
    _, comments, _ = split_cpp(text)
    for match in INCLUDE.finditer(text):
        if comments[match.start(1)] == " ":
            yield line_of(text, match.start(1)), match[1], match[2]


def without_includes(code):
    """Code whose names are its own, at the same offsets: an #include names files of others."""
    return re.sub(r"^[ \t]*#[ \t]*include[^\n]*", lambda match: " " * len(match[0]), code, flags=re.MULTILINE)


def layer_of(path):
    """The layer of a path below the root ("extract/kinds/date/x.h": "kinds"); None outside."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "extract" else None


def kind_of(path):
    """The kind whose folder a path is in; None for what all kinds share."""
    parts = path.split("/")
    return parts[2] if len(parts) > 3 and parts[:2] == ["extract", "kinds"] else None


# --- The checks -----------------------------------------------------------------------------------


def check_layers(root):
    """Arrows point one way: a folder includes only folders earlier in the flow, or itself."""
    found = []
    for path in cpp_files(root, "extract", "tools"):
        name = path.relative_to(root).as_posix()
        layer = layer_of(name)
        if layer is not None and layer not in LAYERS:
            flow = ", ".join(LAYERS)
            found.append(finding(root, path, 1, f"extract/{layer} is no step of the flow: {flow}"))
            continue
        for line, bracket, target in includes(read(path)):
            if bracket != '"':
                continue
            if not target.startswith(("extract/", "tools/")):
                found.append(finding(root, path, line, f'"{target}": include by path from the root of the project'))
            elif layer is None:
                continue
            elif layer_of(target) not in LAYERS:
                found.append(finding(
                    root, path, line, f"extract/{layer} includes {target}, which is no step before it"))
            elif LAYERS.index(layer_of(target)) > LAYERS.index(layer):
                found.append(finding(
                    root, path, line, f"extract/{layer} includes {target}: {layer_of(target)} comes after {layer}"))
    return found


def check_kinds(root):
    """A kind can be understood, and removed, alone: none includes another, directly or through what
    they share."""
    graph = {}
    for path in cpp_files(root, "extract/kinds"):
        graph[path.relative_to(root).as_posix()] = [
            (line, target) for line, bracket, target in includes(read(path)) if bracket == '"']
    found = []
    for name in graph:
        kind = kind_of(name)
        if kind is None:
            continue
        for line, target in graph[name]:
            seen, waiting = {target}, [target]
            while waiting:
                current = waiting.pop()
                if kind_of(current) not in (None, kind):
                    through = "" if current == target else f" through {target}"
                    found.append(finding(root, root / name, line, f"kind {kind} includes {current}{through}"))
                    break
                for _, further in graph.get(current, []):
                    if further not in seen:
                        seen.add(further)
                        waiting.append(further)
    return found


def check_libraries(root):
    """A library is named in one place, so that replacing it touches one place."""
    found = []
    for path in cpp_files(root, "extract", "tools"):
        text = read(path)
        code = without_includes(split_cpp(text)[0])
        layer = layer_of(path.relative_to(root).as_posix())
        for library, (header, names, layers) in LIBRARIES.items():
            if layer in layers:
                continue
            where = " and ".join(f"extract/{name}" for name in sorted(layers))
            for line, _, target in includes(text):
                if re.match(header, target):
                    found.append(finding(root, path, line, f"includes <{target}>: {library} belongs to {where}"))
            for match in re.finditer(names, code):
                found.append(finding(
                    root, path, line_of(text, match.start()), f"names {match[0]}: {library} belongs to {where}"))
    return found


def opening_comment(text):
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line[2:])
    return lines


def check_headers(root):
    """A header opens with what it is for, an example, thread-safety and cost."""
    found = []
    for path in files(root, "extract/**/*.h", "tools/**/*.h"):
        comment = opening_comment(read(path))
        if not comment:
            found.append(finding(root, path, 1, "the header does not open with a comment"))
            continue
        text = "\n".join(comment)
        missing = []
        if len(comment[0].split()) < 4 or comment[0].startswith("  "):
            missing.append("what it is for (first line)")
        # An example is code, set in by three spaces, or is announced as one.
        if not re.search(r"^   +\S", text, re.MULTILINE) and not re.search(r"\b(Example|Usage)\b", text):
            missing.append("an example")
        if not re.search(r"\bThread[- ]safe", text, re.IGNORECASE):
            missing.append("Thread-safety:")
        if not re.search(r"\bCosts?\b", text):
            missing.append("Cost:")
        if missing:
            found.append(finding(root, path, 1, f"the opening comment does not say: {', '.join(missing)}"))
    return found


def check_rule_examples(root):
    """Every rule has an example that it finds and a near miss that it does not."""
    found = []
    for path in files(root, "rules/**/*.toml"):
        text = read(path)
        try:
            rules = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found.append(finding(root, path, 1, f"is no TOML: {error}"))
            continue
        for table in ("rule", "evidence"):
            starts = [match.start() for match in re.finditer(rf"^[ \t]*\[\[\s*{table}\s*\]\]", text, re.MULTILINE)]
            for index, rule in enumerate(rules.get(table, [])):
                line = line_of(text, starts[index]) if index < len(starts) else 1
                missing = [key for key in ("yes", "no") if not rule.get(key)]
                if missing:
                    name = rule.get("id") or rule.get("name") or f"number {index + 1}"
                    found.append(finding(root, path, line, f"{table} {name} has no examples: {', '.join(missing)}"))
    return found


def project_files(root):
    """What is tracked, or about to be; every file where the tree is no git checkout."""
    if (root / ".git").exists():
        listing = subprocess.run(
            ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root, capture_output=True, check=True).stdout
        return sorted(root / name for name in listing.decode().split("\0") if name and (root / name).is_file())
    return files(root, "**/*")


def check_paths(root):
    """Nothing in the project knows the machine it was written on."""
    machine = re.compile(r"(?<![\w.~-])/(?:wor[k]/|tm[p]/brief|roo[t]/)".encode())
    found = []
    for path in project_files(root):
        data = path.read_bytes()
        if b"\0" in data[:8192]:
            continue
        for match in machine.finditer(data):
            line = data.count(b"\n", 0, match.start()) + 1
            found.append(finding(root, path, line, f"names a path of one machine: {match[0].decode()}"))
    return found


def american_names(text, exempt_methods):
    """Offsets and names of identifiers (or words) spelled the American way."""
    for match in re.finditer(r"[A-Za-z_]\w*", text):
        name = match[0]
        if not AMERICAN.search(name) or BORROWED.fullmatch(name):
            continue
        before = text[: match.start()].rstrip()
        called = before.endswith((".", "->", "::"))
        if exempt_methods and called and BORROWED_METHODS.fullmatch(name):
            continue
        yield match.start(), name


def american_in_cpp(root, path):
    text = read(path)
    code, comments, strings = split_cpp(text)
    code = without_includes(code)
    # A comment may quote what a text or an API says.
    comments = re.sub(r'"[^"\n]*"|`[^`\n]*`|“[^”\n]*”|‘[^’\n]*’', "", comments)
    # A string that is one word in lower case is a key of the record or a name in a rule file.
    keys = "".join(
        match[0] if re.fullmatch(r'"[a-z_]+"', match[0]) else re.sub(r"[^\n]", " ", match[0])
        for match in re.finditer(r'"(?:\\.|[^"\\\n])*"|.', strings, re.DOTALL))
    if not re.match(r"extract/(record|match)/", path.relative_to(root).as_posix()):
        keys = ""
    uses_icu = "#include <unicode/" in text
    for part in (code, comments, keys):
        for offset, name in american_names(part, uses_icu):
            yield line_of(part, offset), name


def american_in_python(path):
    previous = ""
    for token in tokenize.generate_tokens(io.StringIO(read(path)).readline):
        if token.type in (tokenize.NAME, tokenize.COMMENT):
            for _, name in american_names(token.string, False):
                if previous != ".":  # a method of somebody else's
                    yield token.start[0], name
        previous = token.string


def american_in_toml(path):
    """Keys only: patterns and examples have to match what Americans write."""
    text = read(path)
    lists = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            lists = re.match(r"\[+lists\b", line) is not None
        key = re.match(r"\s*([A-Za-z_][\w-]*)\s*=", line)
        if key and not lists:
            for _, name in american_names(key[1].replace("-", "_"), False):
                yield number, name


def check_spelling(root):
    """One spelling a word, and it is the British one, in names of ours and in comments."""
    found = []
    for path in files(root, "extract/**/*", "tools/**/*", "tests/**/*", "rules/**/*"):
        if "__pycache__" in path.parts:
            continue
        name = path.relative_to(root).as_posix()
        if path.suffix in (".h", ".cc"):
            words = american_in_cpp(root, path)
        elif path.suffix == ".py":
            words = american_in_python(path)
        elif path.suffix == ".toml":
            words = american_in_toml(path)
        else:
            words = ()
        found += [finding(root, path, line, f"{word}: British spelling") for line, word in words]
        if AMERICAN.search(name):
            found.append(finding(root, path, 1, "the file's name: British spelling"))
    return found


def check_length(root):
    """A file that cannot be read in one sitting is cut in two."""
    found = []
    for path in files(root, *(f"{folder}/**/*.{suffix}" for folder in ("extract", "tools")
                              for suffix in ("h", "cc", "py", "sh"))):
        lines = read(path).count("\n")
        if lines > MAX_LINES:
            found.append(finding(root, path, MAX_LINES + 1, f"{lines} lines: {MAX_LINES} at most"))
    return found


def check_notes_to_self(root):
    """Work that is left is in the tracker, not in the code."""
    note = re.compile(r"\b(?:TOD[O]|FIXM[E])\b")
    found = []
    for path in files(root, "*.txt", "Makefile", "extract/**/*", "tools/**/*", "rules/**/*.toml", "tests/**/*"):
        if path.suffix not in (".h", ".cc", ".py", ".sh", ".toml") and path.name not in ("CMakeLists.txt", "Makefile"):
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            if note.search(line):
                found.append(finding(root, path, number, "a note to oneself: finish it, or open an issue"))
    return found


def check_width(root):
    """A line of C++ fits beside another one. clang-format leaves comments as they are laid out."""
    found = []
    for path in cpp_files(root, "extract", "tools", "tests"):
        formatted = True
        for number, line in enumerate(read(path).splitlines(), 1):
            if "clang-format off" in line or "clang-format on" in line:
                formatted = "clang-format on" in line
            if formatted and len(line) > MAX_COLUMNS and not line.startswith("#include"):
                found.append(finding(root, path, number, f"{len(line)} columns: {MAX_COLUMNS} at most"))
    return found


# Where an error or a warning is made: its code is the first thing in braces.
MADE_CODE = re.compile(
    r'(?:\b(?:Error|return)\s*\{|\bpush_back\(\s*\{|\bemplace_back\()\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"')


def check_codes(root):
    """Every code of an error or a warning is explained in docs/RECORD.md, and every one explained is used."""
    page = root / "docs" / "RECORD.md"
    explained = {}
    for number, line in enumerate(read(page).splitlines(), 1):
        row = re.match(r"\| `([a-z0-9]+(?:-[a-z0-9]+)+)` \|", line)
        if row:
            explained[row[1]] = number
    found, used = [], set()
    for path in cpp_files(root, "extract", "tools/presscut"):
        text = read(path)
        for match in MADE_CODE.finditer(text):
            used.add(match[1])
            if match[1] not in explained:
                found.append(finding(root, path, line_of(text, match.start()), f"{match[1]} is not in docs/RECORD.md"))
    return found + [finding(root, page, line, f"{code}: no source makes it")
                    for code, line in explained.items() if code not in used]
