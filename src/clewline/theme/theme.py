"""Themes: the templates and assets that pages are made with, as one value.

The default theme is part of the package (in a checkout: the folder ``templates`` at its top). A site's own
folder ``templates`` lies on top of it: a file with the same name wins, and the default stays reachable as
``default/<name>``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clewline.diagnostics.diagnostic import Diagnostic, in_order
from clewline.engine.regular_file import read_regular
from clewline.text.digest import digest
from clewline.text.names import is_passing
from clewline.text.spans import file_start, span_at
from clewline.theme.compact_js import compact_js
from clewline.theme.i18n import Catalogues, catalogue_language

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE = "assets/style.css"
DEFAULT = "default/"
_SCRIPT = re.compile(r"assets/\w+\.js")  # not those below `vendor`, which others wrote


class Uses(NamedTuple):
    """The templates that the text of one names (None: by an expression), or what is wrong with it, and in
    which line.
    """

    names: tuple[str | None, ...] = ()
    fault: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Theme:
    """Templates by name, as text, and assets by name, as bytes; both sorted. Equal themes make equal pages.

    A template is a file that ends in ``.html``, and the style sheet; ``catalogues`` are those of
    `clewline.i18n`; everything else is an asset. Names are paths with ``/``. ``links`` are what a site's own
    folder holds beside files, which is not opened. What templates use need not be found out where it is
    ``known``, by digest of the text.
    """

    templates: tuple[tuple[str, str], ...]
    assets: tuple[tuple[str, bytes], ...]
    catalogues: Catalogues = ()
    links: tuple[str, ...] = ()
    known: Mapping[str, Uses] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        # It is asked for with every page, and that of all texts would take as long as a small page.
        return hash((len(self.templates), len(self.assets), self.links))

    def uses(self) -> dict[str, Uses]:
        """What each of the templates uses, by name."""
        return {name: self.known.get(digest(text.encode())) or uses_of(text) for name, text in self.templates}


def load_theme(override: Path | None = None) -> Theme:
    """The default theme with the files of the folder ``override`` on top; a folder that is not there adds
    nothing.

    Raises `OSError` when a file cannot be read.
    """
    default = dict(_files(_default_folder()))
    links: list[str] = []
    own = dict(_own_files(override, links)) if override else {}
    found = {**default, **own}
    templates = {
        name: data.decode("utf-8-sig", "replace") for name, data in found.items() if _is_template(name)
    }
    for name, data in default.items():
        if _is_template(name):
            templates[DEFAULT + name] = data.decode("utf-8-sig")
    assets = {
        name: compact_js(data.decode()).encode()
        if _SCRIPT.fullmatch(name) and data == default.get(name)
        else data
        for name, data in found.items()
        if not _is_template(name) and not catalogue_language(name)
    }
    layered = [*sorted(default.items()), *sorted(own.items())]
    catalogues = [
        (tag, data.decode("utf-8-sig", "replace"))
        for name, data in layered
        if (tag := catalogue_language(name))
    ]
    return Theme(
        tuple(sorted(templates.items())), tuple(sorted(assets.items())), tuple(catalogues), tuple(links)
    )


def check_theme(theme: Theme) -> tuple[Diagnostic, ...]:
    """What is wrong with the templates of ``theme`` by themselves: syntax, dynamic or missing templates."""
    uses = theme.uses()
    found = [_not_followed(name) for name in theme.links]
    for name, (others, fault, line) in uses.items():
        path = f"templates/{name}"
        if fault:
            found.append(Diagnostic("template-error", fault, span_at(path, line, 1, 1)))
        if None in others:
            message = (
                "this template names another by an expression, so a change anywhere in the "
                "theme renders its pages anew"
            )
            found.append(
                Diagnostic("template-dynamic", message, file_start(path), "write the name as a plain string")
            )
        missing = sorted({other for other in others if other is not None and other not in uses})
        found.extend(
            Diagnostic("template-missing", f"there is no template “{other}”", file_start(path))
            for other in missing
        )
    return in_order(found)


@lru_cache(maxsize=256)
def uses_of(text: str) -> Uses:
    """What the text of a template uses."""
    from jinja2 import TemplateSyntaxError, meta

    try:
        return Uses(tuple(meta.find_referenced_templates(_reader().parse(text))))
    except TemplateSyntaxError as error:
        return Uses(fault=error.message or "syntax error", line=error.lineno)


@lru_cache(maxsize=1)
def _reader() -> "Environment":
    """An environment that knows the syntax of templates; nothing is rendered with it."""
    from jinja2 import Environment

    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def _not_followed(name: str) -> Diagnostic:
    path = f"templates/{name}".rstrip("/")
    return Diagnostic(
        "path-symlink",
        f"{path} is a link or no file, and was not followed",
        file_start(path),
        "put the file itself here",
    )


def _is_template(name: str) -> bool:
    """Whether a file is a template. Other style sheets are not: in compressed CSS ``{#`` is common."""
    return name.endswith(".html") or name == STYLE


def _default_folder() -> Traversable:
    """The folder of the default theme: in the package when installed, else in the checkout."""
    packed = files("clewline") / "theme_default"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "templates"


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the default theme below ``folder`` with its name."""
    for entry in folder.iterdir():
        if _is_passed_over(entry.name):
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()


def _own_files(base: Path, links: list[str], prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of a site's own theme in the folder ``base`` with its name; the names of what is neither
    file nor folder are added to ``links``. Nothing if there is no such folder.
    """
    if base.is_symlink():
        links.append(prefix)
        return
    if not base.is_dir():
        return
    for place in sorted((base / prefix).iterdir()):
        name = place.name
        if _is_passed_over(name):
            continue
        if place.is_dir() and not place.is_symlink():
            yield from _own_files(base, links, f"{prefix}{name}/")
        elif place.is_symlink() or (data := read_regular(base, prefix + name)) is None:
            links.append(prefix + name)
        else:
            yield prefix + name, data


def _is_passed_over(name: str) -> bool:
    """Whether a file is hidden, or one of those that editors and compilers leave behind."""
    return name.startswith("__") or is_passing(name)
