"""Settings: ``clewline.toml``, or the table ``[tool.clewline]`` of ``pyproject.toml``. A site needs neither.

A setting that cannot be used is reported at its place and has its default: settings never stop a build.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from clewline.diagnostic import Checked, Diagnostic, Severity
from clewline.model import Kind
from clewline.near import nearest
from clewline.rules import RULES
from clewline.text import Span, file_start, span_at
from clewline.toml_places import Place, toml_places

_LANGUAGE = re.compile(  # the shape of a language tag, RFC 5646, section 2.1, without the grandfathered ones
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
    r"(-[0-9a-wyz](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\"<>\\^`{|}?#]+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LEVELS: Mapping[str, Severity | None] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
    "off": None,
}


class _Unusable(Exception):
    """A value that an option does not take: message, hint, and where in a list it stands."""

    def __init__(self, message: str, hint: str, *where: str) -> None:
        super().__init__(message)
        self.message, self.hint, self.where = message, hint, where


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Unusable(f"a text is needed, not {shown_value(value)}", "write the text in quotes")
    if _CONTROL.search(value):
        raise _Unusable("the text holds control characters", "remove them")
    return " ".join(value.split())


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Unusable(f"true or false is needed, not {shown_value(value)}", "write true or false, without quotes")
    return value


def _globs(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Unusable(f"a list of globs is needed, not {shown_value(value)}", 'write them in brackets: ["drafts/**", "*.tmp.md"]')
    for number, item in enumerate(value):
        if not isinstance(item, str) or not item.strip():
            raise _Unusable(f"a glob is needed, not {shown_value(item)}", 'write each in quotes: "drafts/**"', str(number))
    return tuple(value)


def _language(value: object) -> str:
    tag = _text(value)
    if not _LANGUAGE.fullmatch(tag):
        meant = tag.replace("_", "-")
        hint = f'did you mean "{meant}"?' if meant != tag and _LANGUAGE.fullmatch(meant) else 'such as "en", "de" or "pt-BR"'
        raise _Unusable(f'"{tag}" is no language tag', hint)
    return tag


def _base_url(value: object) -> str:
    text = _text(value)
    if not text:
        return ""
    hint = 'such as "https://example.org/notes"'
    try:
        address = urlsplit(text)
        sound = bool(_ADDRESS.fullmatch(text) and address.hostname and address.port != 0)
    except ValueError:
        sound = False
    if not sound:
        raise _Unusable(f'"{text}" is not the http or https address of a site', hint)
    if address.username is not None:
        raise _Unusable("the address holds a user name, and it would be published", hint)
    return address.geturl().rstrip("/")


def _out(value: object) -> str:
    text = _text(value)
    path = PurePosixPath(text)
    if not path.parts or ".." in path.parts or path.is_absolute() or "\\" in text or PureWindowsPath(text).drive:
        raise _Unusable(f'"{text}" is no folder inside the site folder', 'a relative path with "/", such as "_site"')
    return str(path)


def _style(value: object) -> str:
    from clewline.bibliography import style_names

    name = _text(value)
    known = style_names()
    if name not in known:
        raise _Unusable(f'there is no citation style "{name}"', _did_you_mean(name, known) or 'such as "apa"')
    return name


def _severity(value: object) -> Severity | None:
    if not isinstance(value, str) or value not in _LEVELS:
        word = value if isinstance(value, str) else ""
        hint = _did_you_mean(word, _LEVELS) or 'such as "warning"'
        raise _Unusable(f"error, warning, info or off is needed, not {shown_value(value)}", hint)
    return _LEVELS[value]


def _ignored(value: object) -> tuple[tuple[str, ...], str]:
    hint = 'such as { codes = ["link-missing"], reason = "imported, to be mended later" }'
    if not isinstance(value, dict) or set(value) != {"codes", "reason"} or not isinstance(value["codes"], list):
        raise _Unusable("a list of codes and a reason are needed", hint)
    for number, code in enumerate(value["codes"]):
        if not isinstance(code, str) or code not in RULES:
            raise _Unusable(f"there is no rule {shown_value(code)}", _did_you_mean(str(code), RULES), "codes", str(number))
    reason = _text(value["reason"])
    if not reason:
        raise _Unusable("a reason is needed", hint, "reason")
    return tuple(value["codes"]), reason


def _option(default: object, read: Callable[[object], object], takes: str, text: str) -> Any:
    """A field with its default, the reading of its value, the kind of value that it takes, and its help."""
    return field(default=default, metadata={"read": read, "takes": takes, "help": text})


def _kind(what: str) -> Any:
    return _option((), _globs, "list of globs", f"Files that are {what}; empty: by folder.")


class IgnoredFindings(NamedTuple):
    """Findings that are left out in the files that a glob fits: their codes, why, and where the settings say so."""

    files: str
    codes: tuple[str, ...]
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class ContentGlobs:
    """Which files are of which kind, as globs below the site folder; an empty tuple leaves it to the folders' names."""

    notes: tuple[str, ...] = _kind("notes")
    lines: tuple[str, ...] = _kind("inquiring lines")
    topics: tuple[str, ...] = _kind("introductions of topics")
    references: tuple[str, ...] = _kind("bibliographies or single references")

    def by_kind(self) -> dict[Kind, tuple[str, ...]]:
        """The globs of the kinds that have any."""
        return {kind: globs for kind in Kind if (globs := getattr(self, kind.value))}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a site. ``severity`` has the changed severities by code, in the order of codes; None: off."""

    title: str = _option("Inquiring lines", _text, "text", "The name of the site.")
    description: str = _option("", _text, "text", "One sentence about the site, for search engines and feeds.")
    language: str = _option("en", _language, "language tag (BCP 47)", "The language that the notes are written in.")
    base_url: str = _option("", _base_url, "http(s) address", "Where the site is published; feeds and the sitemap need it.")
    out: str = _option("_site", _out, "folder", "The output folder, inside the site folder.")
    style: str = _option("harvard-cite-them-right-10th-edition", _style, "name of a CSL style", "The style of bibliography entries.")
    drafts: bool = _option(False, _flag, "true or false", "Publish drafts too; never what is private.")
    ignore: tuple[str, ...] = _option((), _globs, "list of globs", "Files that are left alone, below the site folder.")
    content: ContentGlobs = ContentGlobs()
    severity: tuple[tuple[str, Severity | None], ...] = ()
    ignore_findings: tuple[IgnoredFindings, ...] = ()


def parse_config(text: str, path: str) -> Checked[Config]:
    """The settings that ``text`` holds, and what is wrong with them; in a ``pyproject.toml``, those of ``[tool.clewline]``."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        table: object = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # besides syntax: numbers too long for Python, and nesting without end
        return Checked(Config(), (_syntax_error(text, path, error),))
    prefix = ("tool", "clewline") if PurePosixPath(path).name == "pyproject.toml" else ()
    for name in prefix:
        table = table.get(name, {}) if isinstance(table, dict) else {}
    reader = _Reader(path, toml_places(text, path))
    return Checked(reader.config(table, prefix), tuple(reader.found))


def load_config(root: Path) -> Checked[Config]:
    """The settings of the site in the folder ``root``; raises `OSError` when a file that is there cannot be read."""
    for name in ("clewline.toml", "pyproject.toml"):
        file = root / name
        if not file.is_file():
            continue
        data = file.read_bytes()
        try:
            return parse_config(data.decode(), name)
        except UnicodeDecodeError as error:
            before = data[: error.start].decode()
            span = span_at(name, before.count("\n") + 1, len(before) - before.rfind("\n"), 1)
            message = f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8"
            return Checked(Config(), (Diagnostic("encoding-invalid", message, span, "save the file as UTF-8"),))
    return Checked(Config(), ())


def severity_of(config: Config) -> Callable[[Diagnostic], Severity | None]:
    """The function from a diagnostic to its severity under ``config``; None: switched off. A code without a rule is an error."""
    severities = {code: rule.severity for code, rule in RULES.items()} | dict(config.severity)
    return lambda diagnostic: severities.get(diagnostic.code, Severity.ERROR)


def option_key(option: Field[Any]) -> str:
    """The key of an option as it is written in the settings."""
    return option.name.replace("_", "-")


def shown_value(value: object) -> str:
    """A value in a few words, for a message."""
    """``value`` as it would be written in the settings, if it is short; else what it is."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 40 else "a long text"
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else str(value)[:40]


def _did_you_mean(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    near = nearest(word.replace("_", "-"), known, least=55)
    return f"did you mean `{near}`?" if near else ""


def _syntax_error(text: str, path: str, error: Exception) -> Diagnostic:
    if isinstance(error, RecursionError):
        return Diagnostic("config-syntax", "the settings are nested too deeply", file_start(path), "keep to the options")
    at = _AT.search(str(error))
    last = text.rstrip("\n").split("\n")
    line, column = (int(at[1]), int(at[2])) if at and at[1] else (len(last), len(last[-1]) + 1) if at else (1, 1)
    problem = _AT.sub("", str(error)) if at else "a number is too long"
    return Diagnostic("config-syntax", f"this is not TOML: {problem}", span_at(path, line, column, 1), "texts stand in quotes")


class _Reader:
    """Reads tables into settings; ``found`` gathers what is wrong."""

    def __init__(self, path: str, places: Mapping[tuple[str, ...], Place]) -> None:
        self._nowhere = Place(file_start(path), file_start(path))
        self._places = places
        self.found: list[Diagnostic] = []

    def config(self, table: object, prefix: tuple[str, ...]) -> Config:
        """The settings in ``table``, which stands at ``prefix``."""
        names = {option_key(option): option for option in fields(Config)}
        readings = {key: option.metadata.get("read", lambda value: value) for key, option in names.items()}
        values = self._table(table, prefix, readings)
        kinds = {option_key(option): option.metadata["read"] for option in fields(ContentGlobs)}
        content = self._table(values.pop("content", {}), (*prefix, "content"), kinds)
        severity = self._table(values.pop("severity", {}), (*prefix, "severity"), dict.fromkeys(RULES, _severity))
        where = (*prefix, "ignore-findings")
        ignored = values.pop("ignore-findings", {})
        reasons = self._table(ignored, where, dict.fromkeys(ignored, _ignored) if isinstance(ignored, dict) else {})
        left_out = tuple(
            IgnoredFindings(glob, codes, reason, self._places.get((*where, glob), self._nowhere).key)
            for glob, (codes, reason) in reasons.items()
        )
        options = {names[key].name: value for key, value in values.items()}
        return Config(**options, content=ContentGlobs(**content), severity=tuple(sorted(severity.items())), ignore_findings=left_out)

    def _table(self, table: object, prefix: tuple[str, ...], readings: Mapping[str, Callable[[object], Any]]) -> dict[str, Any]:
        if not isinstance(table, dict):
            self._report(prefix, _Unusable(f"`{prefix[-1]}` is a table of options", f"write [{'.'.join(prefix)}] above them"))
            return {}
        values: dict[str, Any] = {}
        for key, value in table.items():
            where = (*prefix, key)
            if key not in readings:
                misplaced = prefix and any(key == option_key(option) for option in fields(Config))
                hint = "write it above the first heading in brackets" if misplaced else _did_you_mean(key, tuple(readings))
                span = self._places.get(where, self._nowhere).key
                self.found.append(Diagnostic("config-unknown", f"there is no option `{key}`{_within(prefix)}", span, hint))
                continue
            try:
                values[key] = readings[key](value)
            except _Unusable as reason:
                self._report((*where, *reason.where), reason)
        return values

    def _report(self, where: tuple[str, ...], reason: _Unusable) -> None:
        self.found.append(Diagnostic("config-value", reason.message, self._places.get(where, self._nowhere).value, reason.hint))


def _within(prefix: tuple[str, ...]) -> str:
    return f" in [{'.'.join(prefix)}]" if prefix else ""
