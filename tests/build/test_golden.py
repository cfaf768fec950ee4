"""A whole small site, in the shape of a published inquiring line: its page models as text, and the page of
the line as it is read.

After a change that is meant, ``pytest tests/test_golden.py --rewrite-golden`` writes what comes out; the
difference is to be reviewed.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

import pytest

from clewline.content.model import Hole, HoleKind
from clewline.pages.filled import Filled
from clewline.pages.models import Page
from clewline.pages.site_view import SiteView
from driver import Built, SiteDriver

SEED = Path(__file__).parents[1] / "golden" / "seed"
LINE = "lines/why-does-tuning-quiet-alignment-faking-in-one-model-and-strengthen-it-in-another.html"
NOTES = (
    "goal-guarding",
    "few-examples-suffice",
    "one-format-wins",
    "memory-beats-context",
    "agreement-is-rewarded",
    "models-resemble-one-another",
    "steering-while-decoding",
)


def shown(value: object, indent: str = "") -> Iterator[str]:
    """A page model as text, a field a line; what is empty or zero is left out."""
    if isinstance(value, Filled):
        yield f"{indent}{''.join(part if isinstance(part, str) else hole(part) for part in value.parts)!r}"
        for number in filling(value):
            yield f"{indent}  view {number}: {type(value.views[number]).__name__}"
            yield from members(value.views[number], f"{indent}    ")
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        for item in value:
            yield from shown(item, indent)
    elif hasattr(value, "_fields") or (is_dataclass(value) and not isinstance(value, type)):
        yield f"{indent}{type(value).__name__}"
        yield from members(value, f"{indent}  ")
    else:
        yield f"{indent}{str(value) if isinstance(value, Enum) else repr(value)}"


def members(value: object, indent: str) -> Iterator[str]:
    names = value._fields if hasattr(value, "_fields") else [field.name for field in fields(value)]  # type: ignore[arg-type]
    for name in names:
        member = getattr(value, name)
        if not member or isinstance(member, SiteView):
            continue
        lines = list(shown(member, f"{indent}  "))
        if len(lines) == 1:
            yield f"{indent}{name}: {lines[0].strip()}"
        elif lines:
            yield f"{indent}{name}:"
            yield from lines


def filling(filled: Filled) -> list[int]:
    """The indexes of the views that fill holes of ``filled``, in order."""
    named = {
        index
        for part in filled.parts
        if isinstance(part, Hole) and part.kind in (HoleKind.LINK, HoleKind.OPEN, HoleKind.CITE)
        for index in range(part.index, part.index + (part.extra if part.kind is HoleKind.CITE else 1))
    }
    return [index for index in sorted(named) if filled.views[index] is not None]


def hole(hole: Hole) -> str:
    return f"⟨{hole.kind.name.lower()} {hole.index}{f' {hole.extra}' if hole.extra else ''}⟩"


def as_text(page: Page) -> str:
    return "\n".join(shown(page)) + "\n"


@pytest.fixture(scope="module")
def built() -> Built:
    return SiteDriver(SEED).build(
        title="Seed", description="One line and its notes.", base_url="https://example.org/seed"
    )


def outcome(built: Built) -> dict[str, str]:
    """What is compared: by file name below ``expected/``."""
    kept = {
        f"{url}.txt": as_text(page)
        for url, page in built.pages.items()
        if url.startswith(("lines/", "notes/", "topics/", "references/"))
    }
    return kept | {LINE: built.text(LINE)}


def test_the_site_is_what_it_was(built: Built, request: pytest.FixtureRequest) -> None:
    folder = SEED / "expected"
    made = outcome(built)
    if request.config.getoption("--rewrite-golden"):
        for old in folder.rglob("*.*"):
            old.unlink()
        for name, text in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text.encode())
    kept = {file.relative_to(folder).as_posix(): file.read_bytes().decode() for file in folder.rglob("*.*")}
    assert sorted(made) == sorted(kept)
    for name, text in made.items():
        assert text == kept[name], name


def test_nothing_is_wrong_with_it(built: Built) -> None:
    assert built.diagnostics("answer-missing", "review-missing") == []


def test_seven_cards_beside_five_paragraphs(built: Built) -> None:
    page = built.page(type(built.line(LINE[6:-5])), LINE)
    assert [card.href for card in page.sources] == [f"notes/{name}.html" for name in NOTES]
    assert [[card.number for card in block.cards] for block in page.weave] == [
        [1],
        [2, 3],
        [4],
        [],
        [5, 6],
        [7],
    ]
    main = built.main(LINE)
    assert len(main.css(".card")) == 7
    count = main.css_first(".sources .count")
    assert count is not None
    assert count.text() == "7 notes · 7 papers · 7 groups of authors"


def test_the_synthesis_is_not_interrupted_by_titles(built: Built) -> None:
    prose = built.main(LINE).css_first(".weave")
    assert prose is not None
    for part in prose.css(".cards, .cite"):
        part.decompose()
    source = (SEED / "notes" / f"{LINE[:-5]}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    for name in NOTES:
        source = source.replace(f" [[{name}]]", "")
    source = source.replace("1. ", "").replace("2. ", "").replace("*", "")
    assert prose.text().split() == source.split()
