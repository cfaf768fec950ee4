"""``clewline explain``."""

from pathlib import Path
from typing import Annotated

import typer

from clewline.cli.exits import USAGE, Stop
from clewline.cli.site import open_site, path_below
from clewline.cli.values import SiteRoot
from clewline.cli.work import opened_store


def explain_command(
    page: Annotated[
        str,
        typer.Argument(
            metavar="PAGE", help="A source file (notes/x.md) or an address on the site (notes/x.html)."
        ),
    ],
    root: SiteRoot = Path(),
) -> None:
    """Say what a page is made of, and who uses it. Also why it was last rendered again."""
    from clewline.build.build import record_of
    from clewline.build.making import opened_site, whole_file
    from clewline.build.selection import selection, with_overrides
    from clewline.build.store import is_kept
    from clewline.check.explain import explain, explain_bibliography
    from clewline.content.loader import scan
    from clewline.content.parse import parse
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
        text = explain(wanted.lstrip("/"), site.graph, site.living.bodies, site.pages, reasons)
        if wanted in site.corpus.withheld:
            text = f"{wanted}\n  is private: no page shows anything of it\n"
        elif text is None and (file := next((f for f in content.files if f.source.path == wanted), None)):
            parsed = parse(whole_file(root, file).source, file.kind, config.parse_options).value
            text = explain_bibliography(wanted, (one.key for one in parsed.references), site.graph)
    if text is None:
        raise Stop(USAGE, f"no page and no file is called {page}")
    print(text, end="")
