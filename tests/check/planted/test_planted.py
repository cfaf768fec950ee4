import re
from pathlib import Path

import pytest

from check.planted.planted_broken import BROKEN
from check.planted.planted_site import SITE, Planted
from check.planted.planted_sound import SOUND
from clewline.check.folder import check_folder
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.diagnostics.rules import RULES


def found(planted: Planted, text: str, folder: Path) -> tuple[Diagnostic, ...]:
    for path, content in {**SITE, **planted.files, planted.path: text}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encode())
    return check_folder(folder, planted.base_url).diagnostics


@pytest.mark.parametrize("planted", BROKEN, ids=lambda planted: planted.name)
def test_what_is_broken_is_found_at_its_place_with_a_hint_that_mends_it(
    planted: Planted, tmp_path: Path
) -> None:
    before, place, _ = re.split("[«»]", planted.text)
    diagnostics = found(planted, re.sub("[«»]", "", planted.text), tmp_path)
    here = [diagnostic for diagnostic in diagnostics if diagnostic.span.path == planted.path]
    assert [diagnostic.code for diagnostic in here] == [planted.code]
    lines = before.replace("\r\n", "\n").split("\n")
    assert here[0].span.start == (len(lines), len(lines[-1]) + 1)
    assert here[0].span.end == (len(lines), len(lines[-1]) + 1 + max(len(place), 1))
    assert here[0].hint and planted.code in RULES
    if planted.mended is not None:
        assert planted.mended in here[0].hint
        whole = place.partition("#")[0] + planted.mended if planted.mended.startswith("#") else planted.mended
        mended = re.sub("«.*»", lambda _: whole, planted.text, flags=re.DOTALL)
        assert not found(planted, mended, tmp_path)


@pytest.mark.parametrize("planted", SOUND, ids=lambda planted: planted.name)
def test_nothing_is_said_about_what_is_sound(planted: Planted, tmp_path: Path) -> None:
    assert not found(planted, planted.text, tmp_path)


def test_there_are_many_kinds_of_each() -> None:
    for cases in (BROKEN, SOUND):
        assert len({planted.name for planted in cases}) == len(cases) >= 40
    assert {planted.code for planted in BROKEN} >= {
        code for code in RULES if code.startswith(("target-", "address-", "anchor-", "redirect-"))
    }


def test_files_that_differ_only_in_case_are_found(tmp_path: Path) -> None:
    (tmp_path / "LIMA.html").write_text("x")
    if (tmp_path / "lima.html").exists():
        pytest.skip("this disk takes them for one")
    (tmp_path / "lima.html").write_text("x")
    (one,) = check_folder(tmp_path).diagnostics
    assert (one.code, one.span.path) == ("name-case", "lima.html")
