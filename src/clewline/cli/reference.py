"""The commands that print what the handbook looks up: rules, settings, keys of front matter, page models."""

from typing import Annotated

import typer

from clewline.cli.exits import USAGE, Stop


def settings_command() -> None:
    """Print the table of all settings."""
    from clewline.settings.reference import settings_reference

    print(settings_reference(), end="")


def rules_command(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="The code of one rule.", show_default="all rules")
    ] = "",
) -> None:
    """Print the reference of all findings, or the help of one."""
    from clewline.diagnostics.rules import RULES, rules_reference
    from clewline.text.did_you_mean import nearest

    if not code:
        print(rules_reference(), end="")
        return
    rule = RULES.get(code)
    if rule is None:
        near = nearest(code, RULES)
        raise Stop(USAGE, f"there is no rule {code!r}" + (f"; did you mean {near}?" if near else ""))
    print(f"{rule.code} ({rule.severity.word}): {rule.meaning}\n\n{rule.help}")


def keys_command() -> None:
    """Print the table of all keys of front matter."""
    from clewline.content.keys import keys_reference

    print(keys_reference(), end="")


def models_command() -> None:
    """Print the page models: every field that a template may see."""
    from clewline.theme.reference import models_reference

    print(models_reference(), end="")
