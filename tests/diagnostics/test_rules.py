import re
from pathlib import Path

import clewline
from clewline.diagnostics.rules import RULES, rules_reference

SOURCES = sorted(Path(clewline.__file__).parent.rglob("*.py"))


def test_codes_are_kebab_case_and_unique() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", code) and rule.code == code for code, rule in RULES.items())
    source = next(path for path in SOURCES if path.name == "rules.py").read_text("utf-8")
    assert len(re.findall(r"^    Rule\(", source, re.MULTILINE)) == len(RULES)


def test_every_rule_says_what_is_wrong_and_how_to_mend_it_with_an_example() -> None:
    for code, rule in RULES.items():
        sentences = re.findall(r"[.?](?=`?(?: [A-Z`]|$))", rule.help)
        assert 2 <= len(sentences) <= 5, code
        assert "`" in rule.help and rule.help.count("`") % 2 == 0, code
        assert rule.meaning and not rule.meaning.endswith("."), code


def test_every_code_that_is_reported_has_a_rule() -> None:
    reported = re.compile(
        r"""\b(?:Diagnostic|report|_Refused)\(\s*"([a-z]+(?:-[a-z]+)+)"(?: if \w+ else "([a-z-]+)")?"""
    )
    used = {
        code
        for path in SOURCES
        for pair in reported.findall(path.read_text("utf-8"))
        for code in pair
        if code
    }
    assert "link-missing" in RULES and len(used) > 20
    assert used <= set(RULES)


def test_reference_has_a_row_and_a_section_for_each_rule() -> None:
    reference = rules_reference()
    assert (
        "| [link-missing](#link-missing) | warning | a link leads to a document that does not exist |\n"
        in reference
    )
    assert re.findall(r"^## (.+)$", reference, re.MULTILINE) == list(RULES)
    assert "\n\n*error*: the file is not UTF-8.\n\n" in reference
