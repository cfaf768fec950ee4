"""The reference of all settings, printed from the settings themselves."""

from dataclasses import Field, fields
from typing import Any

from clewline.settings.config import Config, ContentGlobs, Endpoints, option_key
from clewline.settings.option_values import shown_value


def settings_reference() -> str:
    """The table of all options as Markdown."""
    rows = [_row(option) for option in fields(Config) if option.metadata]
    rows += [_row(option, "content.") for option in fields(ContentGlobs)]
    rows += [_row(option, "endpoints.") for option in fields(Endpoints)]
    rows.append(
        "| `severity.<code>` | error, warning, info or off | as in the rules | How "
        "much a diagnostic matters. |"
    )
    rows.append(
        '| `ignore-findings.<glob>` | `{ codes = […], reason = "…" }` | empty | What '
        "is left out in files, and why. |"
    )
    return "\n".join(("| option | value | default | meaning |", "| --- | --- | --- | --- |", *rows)) + "\n"


def _row(option: Field[Any], table: str = "") -> str:
    default = "empty" if option.default in ("", ()) else f"`{shown_value(option.default)}`"
    return (
        f"| `{table}{option_key(option)}` | {option.metadata['takes']} | {default} | "
        f"{option.metadata['help']} |"
    )
