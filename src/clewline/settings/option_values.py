"""What the options of the settings take: each function reads a value, or says why it cannot be used."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from clewline.content.options import CitationStyle
from clewline.diagnostics.diagnostic import Severity
from clewline.diagnostics.rules import RULES
from clewline.text.did_you_mean import nearest
from clewline.text.language import is_language_tag, tag_hint
from clewline.text.names import is_passing

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\"<>\\^`{|}?#]+", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LEVELS: Mapping[str, Severity | None] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
    "off": None,
}
PREAMBLES = (".sty", ".tex")
"""How the names of files with definitions for formulas end."""


class Unusable(Exception):
    """A value that an option does not take: message, hint, and where in a list it stands."""

    def __init__(self, message: str, hint: str, *where: str) -> None:
        super().__init__(message)
        self.message, self.hint, self.where = message, hint, where


def text_of(value: object) -> str:
    """A text on one line."""
    if not isinstance(value, str):
        raise Unusable(f"a text is needed, not {shown_value(value)}", "write the text in quotes")
    if _CONTROL.search(value):
        raise Unusable("the text holds control characters", "remove them")
    return " ".join(value.split())


def flag_of(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Unusable(
            f"true or false is needed, not {shown_value(value)}", "write true or false, without quotes"
        )
    return value


def citation_style(value: object) -> str:
    """How citations without words are shown."""
    if not isinstance(value, str) or value not in list(CitationStyle):
        word = value if isinstance(value, str) else ""
        hint = did_you_mean(word, tuple(CitationStyle)) or 'such as "titles"'
        raise Unusable(f"auto, marks or titles is needed, not {shown_value(value)}", hint)
    return value


def globs_of(value: object) -> tuple[str, ...]:
    """Globs, each a text."""
    if not isinstance(value, list):
        raise Unusable(
            f"a list of globs is needed, not {shown_value(value)}",
            'write them in brackets: ["drafts/**", "*.tmp.md"]',
        )
    for number, item in enumerate(value):
        if not isinstance(item, str) or not item.strip():
            raise Unusable(
                f"a glob is needed, not {shown_value(item)}", 'write each in quotes: "drafts/**"', str(number)
            )
    return tuple(value)


def language_of(value: object) -> str:
    """A language tag."""
    tag = text_of(value)
    if not is_language_tag(tag):
        raise Unusable(f'"{tag}" is no language tag', tag_hint(tag))
    return tag


def base_url_of(value: object) -> str:
    """The address of a site, without a slash at its end; empty when none is given."""
    return web_address(value).rstrip("/") if text_of(value) else ""


def web_address(value: object) -> str:
    """A whole address on the web."""
    text = text_of(value)
    hint = 'such as "https://example.org/notes"'
    try:
        address = urlsplit(text)
        sound = bool(_ADDRESS.fullmatch(text) and address.hostname and address.port != 0)
    except ValueError:
        sound = False
    if not sound:
        raise Unusable(f'"{text}" is not the http or https address of a site', hint)
    if address.username is not None:
        raise Unusable("the address holds a user name, which would become known", hint)
    return address.geturl()


def folder_of(value: object) -> str:
    """A folder inside the site folder."""
    text = text_of(value)
    path = PurePosixPath(text)
    if (
        not path.parts
        or ".." in path.parts
        or path.is_absolute()
        or "\\" in text
        or PureWindowsPath(text).drive
    ):
        raise Unusable(
            f'"{text}" is no folder inside the site folder', 'a relative path with "/", such as "_site"'
        )
    return str(path)


def list_of_retractions(value: object) -> str:
    """A CSV file inside the site folder; empty: none."""
    if value == "":
        return ""
    try:
        path = folder_of(value)
    except Unusable as reason:
        raise Unusable(
            reason.message.replace("no folder", "no file"),
            'a relative path with "/", such as "retractions.csv"',
        ) from None
    if not path.lower().endswith(".csv"):
        raise Unusable(f'"{path}" is no CSV file', 'a file such as "retractions.csv"')
    return path


def reviews_folder(value: object) -> str:
    """A folder inside the site folder, in which files are looked for."""
    path = folder_of(value)
    if path == "." or any(map(is_passing, path.split("/"))):
        raise Unusable(f'"{path}" is no folder for reviews', 'a folder that is not hidden, such as "reviews"')
    return path


def addresses_of(value: object) -> str:
    """The form of addresses."""
    if value not in ("flat", "folders"):
        raise Unusable(f'"flat" or "folders" is needed, not {shown_value(value)}', 'such as "folders"')
    return str(value)


def hosts_of(value: object) -> tuple[str, ...]:
    """Names of hosts."""
    if not isinstance(value, list):
        raise Unusable(
            f"a list of hosts is needed, not {shown_value(value)}", 'such as ["images.example.org"]'
        )
    for number, item in enumerate(value):
        if not isinstance(item, str) or not _HOST.fullmatch(item):
            raise Unusable(
                f"the name of a host is needed, not {shown_value(item)}",
                'without protocol and path: "images.example.org"',
                str(number),
            )
    return tuple(host.lower() for host in value)


def tags_of(value: object) -> str:
    """What tags are."""
    if value not in ("topics", "pages"):
        raise Unusable(f'"topics" or "pages" is needed, not {shown_value(value)}', 'such as "pages"')
    return str(value)


def folders_of(value: object) -> tuple[str, ...]:
    """Folders inside the site folder; ``.`` is all of it."""
    if not isinstance(value, list):
        raise Unusable(f"a list of folders is needed, not {shown_value(value)}", 'such as ["notes", "lines"]')
    folders: list[str] = []
    for number, item in enumerate(value):
        try:
            folders.append("." if item in (".", "./") else folder_of(item))
        except Unusable as reason:
            raise Unusable(reason.message, 'such as "notes", or "." for all', str(number)) from None
    return tuple(folders)


def style_of(value: object) -> str:
    """The name of a citation style that is installed, or a file inside the site folder that holds one."""
    from clewline.content.bibliography import style_names

    name = text_of(value)
    if name.endswith(".csl"):
        return folder_of(name)
    known = style_names()
    if name not in known:
        hint = (
            did_you_mean(name, known)
            or 'such as "apa"; name a .csl file of your own, or install clewline[styles]'
        )
        raise Unusable(f'there is no citation style "{name}"', hint)
    return name


def preamble_of(value: object) -> str:
    """A file of TeX inside the site folder."""
    name = folder_of(value)
    if not name.endswith(PREAMBLES):
        raise Unusable(f'"{name}" is no file of TeX', 'such as "macros.sty"')
    return name


def severity_level(value: object) -> Severity | None:
    """A severity; None: off."""
    if not isinstance(value, str) or value not in _LEVELS:
        word = value if isinstance(value, str) else ""
        hint = did_you_mean(word, _LEVELS) or 'such as "warning"'
        raise Unusable(f"error, warning, info or off is needed, not {shown_value(value)}", hint)
    return _LEVELS[value]


def ignored_findings(value: object) -> tuple[tuple[str, ...], str]:
    """The codes of findings that are left out, and why."""
    hint = 'such as { codes = ["link-missing"], reason = "imported, to be mended later" }'
    if (
        not isinstance(value, dict)
        or set(value) != {"codes", "reason"}
        or not isinstance(value["codes"], list)
    ):
        raise Unusable("a list of codes and a reason are needed", hint)
    for number, code in enumerate(value["codes"]):
        if not isinstance(code, str) or code not in RULES:
            raise Unusable(
                f"there is no rule {shown_value(code)}", did_you_mean(str(code), RULES), "codes", str(number)
            )
    reason = text_of(value["reason"])
    if not reason:
        raise Unusable("a reason is needed", hint, "reason")
    return tuple(value["codes"]), reason


def shown_value(value: object) -> str:
    """``value`` as it would be written in the settings, if it is short; else what it is."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 40 else "a long text"
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else str(value)[:40]


def did_you_mean(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """A hint that names the one of ``known`` that was probably meant; empty when none is like ``word``."""
    near = nearest(word.replace("_", "-"), known, least=55)
    return f"did you mean `{near}`?" if near else ""
