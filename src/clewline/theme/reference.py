"""The reference of page models, printed from the models themselves: every field that a template may see."""

import re
from collections.abc import Iterator
from inspect import cleandoc, get_annotations
from typing import Any, get_args, get_type_hints

from clewline.pages.models import Page
from clewline.theme.render import TEMPLATES

_OWN = re.compile(r"(?:[a-z_]+\.)+([A-Z]\w*)")
_PARTED = re.compile(r"`clewline[.\w]*\.(\w+)`")


def models_reference() -> str:
    """All page models, and the values that their fields hold, as Markdown."""
    pages = dict.fromkeys(base for kind in TEMPLATES for base in reversed(kind.__mro__) if _is_page(base))
    held = dict.fromkeys(value for page in pages for value in _held(page, set()))
    parts = ["## Pages", *map(_section, pages), "## Values", *map(_section, held)]
    return "\n\n".join(parts) + "\n"


def _is_page(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Page)


def _names(kind: Any) -> tuple[str, ...]:
    """The names of the fields that a model has of its own."""
    return tuple(get_annotations(kind))


def _held(kind: Any, met: set[Any]) -> Iterator[Any]:
    """The models that the fields of ``kind`` hold, each before those that it holds itself."""
    hints = get_type_hints(kind)
    for name in _names(kind):
        for value in _within(hints[name]):
            if value not in met and not _is_page(value):
                met.add(value)
                yield value
                yield from _held(value, met)


def _within(hint: Any) -> Iterator[Any]:
    """The models of the project that a type speaks of."""
    for part in (hint, *get_args(hint)):
        if part is not hint:
            yield from _within(part)
        elif isinstance(part, type) and part.__module__.startswith("clewline.") and _names(part):
            yield part


def _section(kind: Any) -> str:
    hints = get_type_hints(kind)
    above = kind.__mro__[1]
    also = f" All fields of {above.__name__} too." if _is_page(above) else ""
    text = _PARTED.sub(r"`\1`", " ".join(cleandoc(kind.__doc__ or "").split()).replace("``", "`"))
    rows = [f"| `{name}` | {_shown(hints[name])} |" for name in _names(kind)]
    table = "\n".join(("| field | holds |", "| --- | --- |", *rows)) if rows else "No fields of its own."
    template = f" Template: `{TEMPLATES[kind]}`." if kind in TEMPLATES else ""
    return f"### {kind.__name__}\n\n{text}{also}{template}\n\n{table}"


def _shown(hint: Any) -> str:
    """A type as it is written in the source, on one line of a table."""
    text = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    return f"`{_OWN.sub(lambda found: found[1], text.replace(' | ', ' or '))}`"
