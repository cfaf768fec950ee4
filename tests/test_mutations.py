"""The faults that ``mutations`` plants: each still has a place in the code."""

import pytest

from mutations import ENGINE, MISTAKES, ROOT, Fault


@pytest.mark.parametrize(
    "fault", [*MISTAKES, *ENGINE], ids=lambda fault: f"{fault.module} {fault.text[:40]!r}"
)
def test_what_a_fault_takes_the_place_of_is_there(fault: Fault) -> None:
    file = ROOT / "src" / "clewline" / fault.module
    if fault.module.startswith("theme_default/"):
        file = ROOT / "templates" / fault.module.removeprefix("theme_default/")
    assert fault.text in file.read_text("utf-8")
    assert all((ROOT / path).exists() for path in fault.tests.split())


def test_there_is_a_mistake_of_each_of_sixteen_kinds() -> None:
    assert len({mistake.kind for mistake in MISTAKES}) == len(MISTAKES) == 16
