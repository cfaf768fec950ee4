"""``clewline explain`` and ``clewline rules``."""

from pathlib import Path
from typing import Annotated

import typer

from clewline.cli.exits import USAGE, Stop
from clewline.cli.site import open_site, path_below
from clewline.cli.values import folder_named
from clewline.cli.work import opened_store


def explain_command(
    page: Annotated[
        str,
        typer.Argument(
            metavar="PAGE", help="A source file (notes/x.md) or an address on the site (notes/x.html)."
        ),
    ],
    root: Annotated[
        Path,
        typer.Option(
            "--root",
            parser=folder_named,
            metavar="FOLDER",
            help="The site folder.",
            show_default="this folder",
        ),
    ] = Path(),
) -> None:
    """Say what a page is made of, and who uses it. Also why it was last rendered again."""
    from clewline.build.build import record_of
    from clewline.build.making import opened_site
    from clewline.build.selection import selection, with_overrides
    from clewline.build.store import is_kept
    from clewline.check.explain import explain
    from clewline.content.loader import scan
    from clewline.engine.parallel import silent
    from clewline.theme.theme import load_theme

    config = with_overrides(open_site(root), drafts=True)  # which are explained too
    out = root / config.out
    content = scan(root, selection(root, out, config))
    on_site = bool(config.base_url) and page.startswith(config.base_url)
    wanted = page.removeprefix(config.base_url) if on_site else path_below(root, page)
    with opened_store(out, is_kept(out), writable=False) as store:
        theme = load_theme(root / "templates")
        site = opened_site(root, content, theme, config, store, None, silent, recording=False)
        units = record_of(store, out).units
        reasons = {url: unit.reason for url, unit in units.items() if unit.reason}
        text = explain(wanted.lstrip("/"), site.graph, site.pages, reasons)
    if wanted in site.corpus.withheld:
        text = f"{wanted}\n  is private: no page shows anything of it\n"
    if text is None:
        raise Stop(USAGE, f"no page and no file is called {page}")
    print(text, end="")


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
