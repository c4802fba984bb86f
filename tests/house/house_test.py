#!/usr/bin/env python3
"""The house rules hold in this tree, and each check notices a tree in which they do not."""

import tempfile
import unittest
from pathlib import Path

import checks

ROOT = Path(__file__).resolve().parents[2]

GOOD_HEADER = """// Cuts an article into sentences, once and for all.
//
//   Segments segments = Segment(text);
//
// Thread-safety: pure. Cost: one pass over the bytes.
#ifndef X
#endif
"""


class ThisTree(unittest.TestCase):
    """Every check, on the project itself."""

    def holds(self, check):
        found = check(ROOT)
        if found:
            self.fail(f"{check.__doc__}\n" + "\n".join(found))

    def test_layers(self):
        self.holds(checks.check_layers)

    def test_kinds(self):
        self.holds(checks.check_kinds)

    def test_libraries(self):
        self.holds(checks.check_libraries)

    def test_headers(self):
        self.holds(checks.check_headers)

    def test_rule_examples(self):
        self.holds(checks.check_rule_examples)

    def test_paths(self):
        self.holds(checks.check_paths)

    def test_spelling(self):
        self.holds(checks.check_spelling)

    def test_length(self):
        self.holds(checks.check_length)

    def test_notes_to_self(self):
        self.holds(checks.check_notes_to_self)

    def test_width(self):
        self.holds(checks.check_width)

    def test_codes(self):
        self.holds(checks.check_codes)


class ChecksNotice(unittest.TestCase):
    """Every check, on trees made to break it and on trees that look as if they did."""

    def run_check(self, check, tree):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            for name, content in tree.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
            return check(root)

    def bad(self, check, tree, *expected):
        self.assertEqual(self.run_check(check, tree), list(expected))

    def good(self, check, tree):
        self.assertEqual(self.run_check(check, tree), [])

    # Layers

    def test_include_against_the_layers(self):
        self.bad(checks.check_layers, {"extract/text/a.cc": '\n#include "extract/match/b.h"\n'},
                 "extract/text/a.cc:2: extract/text includes extract/match/b.h: match comes after text")

    def test_include_of_an_earlier_layer_or_its_own(self):
        self.good(checks.check_layers, {
            "extract/match/a.cc": '#include "extract/match/b.h"\n#include "extract/base/span.h"\n',
            "tools/presscut/main.cc": '#include "extract/pipeline/run.h"\n'})

    def test_include_of_the_tools(self):
        self.bad(checks.check_layers, {"extract/record/a.h": '#include "tools/presscut/x.h"\n'},
                 "extract/record/a.h:1: extract/record includes tools/presscut/x.h, which is no step before it")

    def test_relative_include(self):
        self.bad(checks.check_layers, {"extract/text/a.h": '#include "../match/b.h"\n'},
                 'extract/text/a.h:1: "../match/b.h": include by path from the root of the project')

    def test_include_in_a_comment(self):
        include = '#include "extract/match/b.h"\n'
        self.good(checks.check_layers, {"extract/text/a.h": f"// {include}/*\n{include}*/\n"})

    def test_folder_outside_the_flow(self):
        found = self.run_check(checks.check_layers, {"extract/misc/a.h": ""})
        self.assertEqual(len(found), 1)
        self.assertIn("extract/misc is no step of the flow", found[0])

    # Kinds

    def test_kind_includes_another_kind(self):
        self.bad(checks.check_kinds, {"extract/kinds/date/a.cc": '#include "extract/kinds/figure/b.h"\n'},
                 "extract/kinds/date/a.cc:1: kind date includes extract/kinds/figure/b.h")

    def test_kind_includes_another_kind_through_what_they_share(self):
        self.bad(checks.check_kinds, {
            "extract/kinds/kinds.h": '#include "extract/kinds/figure/b.h"\n',
            "extract/kinds/date/a.cc": '#include "extract/kinds/kinds.h"\n'},
            "extract/kinds/date/a.cc:1: kind date includes extract/kinds/figure/b.h through extract/kinds/kinds.h")

    def test_list_of_kinds_includes_every_kind(self):
        self.good(checks.check_kinds, {
            "extract/kinds/facts.h": "",
            "extract/kinds/kinds.cc": '#include "extract/kinds/date/a.h"\n#include "extract/kinds/figure/b.h"\n',
            "extract/kinds/date/a.h": '#include "extract/kinds/facts.h"\n'})

    # Libraries

    def test_library_included_out_of_place(self):
        self.bad(checks.check_libraries, {"extract/kinds/date/a.cc": "#include <re2/re2.h>\n"},
                 "extract/kinds/date/a.cc:1: includes <re2/re2.h>: RE2 belongs to extract/match")

    def test_every_library_has_its_place(self):
        headers = {"re2/set.h": "match", "unicode/uchar.h": "text", "utf8proc.h": "text", "simdjson.h": "source",
                   "toml++/toml.h": "match", "archive.h": "source", "archive_entry.h": "source"}
        for header, layer in headers.items():
            with self.subTest(header):
                code = f"#include <{header}>\n"
                self.good(checks.check_libraries, {f"extract/{layer}/a.cc": code})
                self.assertEqual(len(self.run_check(checks.check_libraries, {"extract/record/a.cc": code})), 1)

    def test_library_named_out_of_place(self):
        code = "#include <string>\nbool b =\n    RE2::FullMatch(x, y);\n"
        self.bad(checks.check_libraries, {"extract/names/a.cc": code},
                 "extract/names/a.cc:3: names RE2: RE2 belongs to extract/match")

    def test_library_named_in_a_comment_or_string(self):
        self.good(checks.check_libraries, {"extract/names/a.cc": '// RE2 has no look-around.\nf("RE2", R"(icu::)");\n'})

    # Headers

    def test_header_in_order(self):
        self.good(checks.check_headers, {"extract/segment/segments.h": GOOD_HEADER})

    def test_header_without_its_opening_comment(self):
        self.bad(checks.check_headers, {"extract/text/a.h": "#ifndef A\n// Comment.\n#endif\n"},
                 "extract/text/a.h:1: the header does not open with a comment")

    def test_header_comment_that_leaves_something_out(self):
        for cut, missing in (("//   Segments segments = Segment(text);\n", "an example"),
                             ("Thread-safety: pure.", "Thread-safety:"),
                             ("Cost: one pass over the bytes.", "Cost:"),
                             ("// Cuts an article into sentences, once and for all.\n", "what it is for (first line)")):
            with self.subTest(missing):
                self.bad(checks.check_headers, {"tools/presscut/a.h": GOOD_HEADER.replace(cut, "")},
                         f"tools/presscut/a.h:1: the opening comment does not say: {missing}")

    # Rules

    def test_rule_without_examples(self):
        toml = "[[rule]]\nid = 'a'\nyes = ['x']\nno = ['y']\n\n[[rule]]\nid = 'b'\nyes = ['x']\n"
        self.bad(checks.check_rule_examples, {"rules/en/dates.toml": toml},
                 "rules/en/dates.toml:6: rule b has no examples: no")

    def test_evidence_without_examples(self):
        self.bad(checks.check_rule_examples, {"rules/en/names.toml": "[[evidence]]\nid = 'a'\nyes = []\n"},
                 "rules/en/names.toml:1: evidence a has no examples: yes, no")

    def test_rule_file_that_is_no_toml(self):
        found = self.run_check(checks.check_rule_examples, {"rules/en/a.toml": "[[rule]\n"})
        self.assertEqual(len(found), 1)

    # Paths of one machine

    def test_path_of_one_machine(self):
        for path in ("/wor" + "k/main", "/tm" + "p/brief/x", "/roo" + "t/x"):
            with self.subTest(path):
                found = self.run_check(checks.check_paths, {"docs/a.md": f"\nsee `{path}`\n"})
                self.assertEqual(len(found), 1)
                self.assertTrue(found[0].startswith("docs/a.md:2: "))

    def test_path_that_only_looks_like_one(self):
        text = "https://example.org/wor" + "k/x, home/wor" + "k/ and /usr/local\n"
        self.good(checks.check_paths, {"docs/a.md": text})

    # Spelling

    def test_american_identifier(self):
        self.bad(checks.check_spelling, {"extract/text/a.cc": "\nvoid Normalize" + "Text();\n"},
                 "extract/text/a.cc:2: Normalize" + "Text: British spelling")

    def test_american_comment(self):
        self.bad(checks.check_spelling, {"extract/text/a.cc": "// Recognize" + "s it.\n"},
                 "extract/text/a.cc:1: Recognize" + "s: British spelling")

    def test_american_key_of_the_record(self):
        self.bad(checks.check_spelling, {"extract/record/a.cc": 'Key("organization' + 's");\n'},
                 "extract/record/a.cc:1: organization" + "s: British spelling")

    def test_american_python(self):
        self.bad(checks.check_spelling, {"tools/a.py": "def organize" + "(): pass\n"},
                 "tools/a.py:1: organize" + ": British spelling")

    def test_american_rule_key(self):
        self.bad(checks.check_spelling, {"rules/en/a.toml": "organization" + "_kind = 'x'\n"},
                 "rules/en/a.toml:1: organization" + "_kind: British spelling")

    def test_american_file_name(self):
        self.bad(checks.check_spelling, {"extract/text/normaliz" + "er.cc": ""},
                 "extract/text/normaliz" + "er.cc:1: the file's name: British spelling")

    def test_names_that_are_borrowed(self):
        self.good(checks.check_spelling, {
            "extract/text/a.cc": "#include <unicode/normalizer2.h>\n#include <initializer_list>\n"
                                 "const UNormalizer2* u = nullptr;\n"
                                 "auto* n = icu::Normalizer2::getNFCInstance(e);\nn->normalize(a, b, e);\n"
                                 "utf8proc_normalize_utf32(a);\nstd::initializer_list<int> l;\n",
            "tools/a.py": "import unicodedata\nunicodedata.normalize('NFC', 'x')\n"})

    def test_words_of_the_articles(self):
        self.good(checks.check_spelling, {
            "extract/kinds/date/a.cc": '// "World Health Organization" is one name.\nf("Organization");\n',
            "extract/names/a.cc": "// An honorific, an honorary title.\n",
            "rules/en/a.toml": "[[rule]]\nyes = ['the Organization']\n\n[lists.heads]\norganization = 'other'\n",
            "tests/match/a_test.cc": 'Check("We recognize it.");\n'})

    # Length, notes

    def test_file_too_long(self):
        self.bad(checks.check_length, {"extract/text/a.cc": "int x;\n" * 801},
                 "extract/text/a.cc:801: 801 lines: 800 at most")
        self.good(checks.check_length, {"extract/text/a.cc": "int x;\n" * 800})

    def test_line_too_long(self):
        long = "// " + "word " * 20
        self.bad(checks.check_width, {"extract/text/a.h": "\n" + long + "\n"}, "extract/text/a.h:2: 103 columns: 100 at most")
        self.good(checks.check_width, {
            "extract/text/a.h": "// é" + "é" * 96 + "\n",
            "extract/text/b.cc": f"// clang-format off\n{long}\n// clang-format on\n"})

    def test_code_that_nobody_explains(self):
        page = "| code | what |\n|---|---|\n| `bad-thing` | it is bad |\n"
        self.good(checks.check_codes, {"docs/RECORD.md": page, "extract/text/a.cc": 'return Error{"bad-thing", "", ""};\n'})
        self.bad(checks.check_codes, {
            "docs/RECORD.md": page,
            "extract/text/a.cc": '\n  warnings->push_back(\n      {"odd-thing", {}, ""});\n'},
            "extract/text/a.cc:2: odd-thing is not in docs/RECORD.md",
            "docs/RECORD.md:3: bad-thing: no source makes it")

    def test_note_to_self(self):
        self.bad(checks.check_notes_to_self, {"tools/a.sh": "ls  # TOD" + "O: more\n"},
                 "tools/a.sh:1: a note to oneself: finish it, or open an issue")


if __name__ == "__main__":
    unittest.main()
