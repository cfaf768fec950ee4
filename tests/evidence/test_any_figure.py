"""No figure, whatever its size, makes the checks fail: not in a line, and not in a note."""

import re
import tomllib
from pathlib import Path

import pytest

from clewline.evidence import Mark, Prose, Source, trace

FIELDS = sorted((Path(__file__).parents[2] / "benchmarks" / "evidence_cases").glob("*.toml"))
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SLOT = re.compile(r"\{\w+:([^}]*)\}")


@pytest.mark.parametrize("value", ["0", "0.0", "1", "0.001", "999999999999999", "1/0", "1e308"])
@pytest.mark.parametrize("field", FIELDS, ids=lambda path: path.stem)
def test_a_figure_of_any_size_is_traced(field: Path, value: str) -> None:
    for note in tomllib.loads(field.read_text("utf-8"))["note"]:
        texts = note["text"], NUMBER.sub(value, note["text"]), NUMBER.sub(value, note["text"], count=1)
        for line in [*note["lines"], *note.get("sound", ())]:
            plain = SLOT.sub(r"\1", line)
            for text in (plain, NUMBER.sub(value, plain), NUMBER.sub(value, plain, count=1)):
                prose = Prose(f"{text}.", (Mark(len(text), "note"),))
                for source in texts:
                    trace([prose], {"note": Source("note", (Prose(source),))}, (), (), "en")
