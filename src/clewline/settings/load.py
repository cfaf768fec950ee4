"""Reading the settings of a site: from TOML to `Config`, and what is wrong on the way."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from clewline.content.obsidian import line_breaks, vault_of
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.diagnostics.rules import RULES
from clewline.diagnostics.suppress import IgnoredFindings
from clewline.engine.regular_file import read_regular
from clewline.settings.config import HIDDEN_OUT, PREAMBLE, Config, ContentGlobs, Endpoints, option_key
from clewline.settings.option_values import (
    PREAMBLES,
    Unusable,
    did_you_mean,
    ignored_findings,
    severity_level,
)
from clewline.settings.toml_places import Place, toml_places
from clewline.text.limits import SETTINGS_BYTES
from clewline.text.spans import file_start, span_at

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def usual_config(root: Path) -> Config:
    """The settings of a site folder that has none: in a vault of Obsidian, the site goes where Obsidian does
    not look, and shows line breaks and tags as it does. Formulas know the commands of `PREAMBLE`.
    """
    try:
        preamble = (read_regular(root, PREAMBLE, SETTINGS_BYTES) or b"").decode()
    except (OSError, UnicodeDecodeError):
        preamble = ""
    if vault_of(root):
        return Config(out=HIDDEN_OUT, breaks=line_breaks(root), tags="pages", preamble=preamble)
    return Config(preamble=preamble)


def parse_config(text: str, path: str, usual: Config | None = None) -> Checked[Config]:
    """The settings that ``text`` holds, and what is wrong with them; in a ``pyproject.toml``, those of
    ``[tool.clewline]``. What they leave open is as ``usual``.
    """
    usual = usual or Config()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        table: object = tomllib.loads(text)
    # besides syntax: numbers too long for Python, and nesting without end
    except (ValueError, RecursionError) as error:
        return Checked(usual, (_syntax_error(text, path, error),))
    prefix = ("tool", "clewline") if PurePosixPath(path).name == "pyproject.toml" else ()
    for name in prefix:
        table = table.get(name, {}) if isinstance(table, dict) else {}
    reader = _Reader(path, toml_places(text, path))
    return Checked(reader.config(table, prefix, usual), tuple(reader.found))


def load_config(root: Path) -> Checked[Config]:
    """The settings of the site in the folder ``root``, those of its vault where they are silent; raises
    `OSError` when a file that is there cannot be read.
    """
    usual = usual_config(root)
    for name in ("clewline.toml", "pyproject.toml"):
        if not os.path.lexists(root / name):
            continue
        data = None if (root / name).is_symlink() else read_regular(root, name, SETTINGS_BYTES)
        if data is None:
            return Checked(Config(), (_not_followed(name),))
        try:
            return _with_preamble(root, _with_style_file(root, parse_config(data.decode(), name, usual)))
        except UnicodeDecodeError as error:
            before = data[: error.start].decode()
            span = span_at(name, before.count("\n") + 1, len(before) - before.rfind("\n"), 1)
            message = f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8"
            return Checked(usual, (Diagnostic("encoding-invalid", message, span, "save the file as UTF-8"),))
    return Checked(usual, ())


def _not_followed(path: str) -> Diagnostic:
    # What it leads to may be anything, and a report shows the lines that it speaks of.
    message = f"{path} is a link or no file, and was not read"
    return Diagnostic("config-syntax", message, file_start(path), "put the file itself here")


def _with_style_file(root: Path, checked: Checked[Config]) -> Checked[Config]:
    """The same settings with the text of the citation style in place of the file that they name."""
    config = checked.value
    if not config.style.endswith(".csl"):
        return checked
    from clewline.content.bibliography import style_fault

    text, fault = _text_in(root, config.style)
    fault = fault or style_fault(text)
    if not fault:
        return Checked(replace(config, style=text), checked.diagnostics)
    hint = "a file in the Citation Style Language, such as those of the Zotero style repository"
    found = Diagnostic("config-value", f"this is no citation style: {fault}", file_start(config.style), hint)
    return Checked(replace(config, style=Config().style), (*checked.diagnostics, found))


def _with_preamble(root: Path, checked: Checked[Config]) -> Checked[Config]:
    """The same settings with the definitions for formulas in place of the file that they name."""
    config = checked.value
    if not config.preamble.endswith(PREAMBLES):
        return checked
    text, fault = _text_in(root, config.preamble)
    message = f"the definitions for formulas cannot be read: {fault}"
    hint = "a file of TeX inside the site folder"
    found = (Diagnostic("config-value", message, file_start(config.preamble), hint),) if fault else ()
    return Checked(replace(config, preamble=text), (*checked.diagnostics, *found))


def _text_in(root: Path, path: str) -> tuple[str, str]:
    """The text of the file at ``path`` below ``root``, or why there is none."""
    try:
        if not (root / path).resolve().is_relative_to(root.resolve()):
            return "", "it lies outside the site folder"
        return (read_regular(root, normpath(path), SETTINGS_BYTES) or b"").decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return "", "it is not UTF-8"
    except OSError as error:
        return "", error.strerror or str(error)


def _readings(table: type[ContentGlobs] | type[Endpoints]) -> dict[str, Callable[[object], Any]]:
    return {option_key(option): option.metadata["read"] for option in fields(table)}


def _syntax_error(text: str, path: str, error: Exception) -> Diagnostic:
    if isinstance(error, RecursionError):
        return Diagnostic(
            "config-syntax", "the settings are nested too deeply", file_start(path), "keep to the options"
        )
    at = _AT.search(str(error))
    last = text.rstrip("\n").split("\n")
    line, column = (
        (int(at[1]), int(at[2])) if at and at[1] else (len(last), len(last[-1]) + 1) if at else (1, 1)
    )
    problem = _AT.sub("", str(error)) if at else "a number is too long"
    return Diagnostic(
        "config-syntax",
        f"this is not TOML: {problem}",
        span_at(path, line, column, 1),
        "texts stand in quotes",
    )


class _Reader:
    """Reads tables into settings; ``found`` gathers what is wrong."""

    def __init__(self, path: str, places: Mapping[tuple[str, ...], Place]) -> None:
        self._nowhere = Place(file_start(path), file_start(path))
        self._places = places
        self.found: list[Diagnostic] = []

    def config(self, table: object, prefix: tuple[str, ...], usual: Config) -> Config:
        """The settings in ``table``, which stands at ``prefix``; what it leaves open is as ``usual``."""
        names = {option_key(option): option for option in fields(Config)}
        readings = {key: option.metadata.get("read", lambda value: value) for key, option in names.items()}
        values = self._table(table, prefix, readings)
        content = self._table(values.pop("content", {}), (*prefix, "content"), _readings(ContentGlobs))
        endpoints = self._table(values.pop("endpoints", {}), (*prefix, "endpoints"), _readings(Endpoints))
        severity = self._table(
            values.pop("severity", {}), (*prefix, "severity"), dict.fromkeys(RULES, severity_level)
        )
        where = (*prefix, "ignore-findings")
        ignored = values.pop("ignore-findings", {})
        reasons = self._table(
            ignored, where, dict.fromkeys(ignored, ignored_findings) if isinstance(ignored, dict) else {}
        )
        left_out = tuple(
            IgnoredFindings(glob, codes, reason, self._places.get((*where, glob), self._nowhere).key)
            for glob, (codes, reason) in reasons.items()
        )
        options = {names[key].name: value for key, value in values.items()}
        return replace(
            usual,
            **options,
            content=ContentGlobs(**content),
            endpoints=Endpoints(**endpoints),
            severity=tuple(sorted(severity.items())),
            ignore_findings=left_out,
        )

    def _table(
        self, table: object, prefix: tuple[str, ...], readings: Mapping[str, Callable[[object], Any]]
    ) -> dict[str, Any]:
        if not isinstance(table, dict):
            self._report(
                prefix,
                Unusable(f"`{prefix[-1]}` is a table of options", f"write [{'.'.join(prefix)}] above them"),
            )
            return {}
        values: dict[str, Any] = {}
        for key, value in table.items():
            where = (*prefix, key)
            if key not in readings:
                misplaced = prefix and any(key == option_key(option) for option in fields(Config))
                hint = (
                    "write it above the first heading in brackets"
                    if misplaced
                    else did_you_mean(key, tuple(readings))
                )
                span = self._places.get(where, self._nowhere).key
                self.found.append(
                    Diagnostic("config-unknown", f"there is no option `{key}`{_within(prefix)}", span, hint)
                )
                continue
            try:
                values[key] = readings[key](value)
            except Unusable as reason:
                self._report((*where, *reason.where), reason)
        return values

    def _report(self, where: tuple[str, ...], reason: Unusable) -> None:
        self.found.append(
            Diagnostic(
                "config-value", reason.message, self._places.get(where, self._nowhere).value, reason.hint
            )
        )


def _within(prefix: tuple[str, ...]) -> str:
    return f" in [{'.'.join(prefix)}]" if prefix else ""
