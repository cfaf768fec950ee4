"""The check of a site folder: its authored links, and as a black box what it compiles to. Nothing is
written.
"""

from collections.abc import Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from clewline.build.build import comments_of, record_of
from clewline.build.compile import compile_site
from clewline.build.making import opened_site, whole_site
from clewline.build.selection import selection
from clewline.check.extract import decoded
from clewline.check.folder import files_of
from clewline.check.leaks import Search, find_leaks
from clewline.check.report import CheckReport
from clewline.check.source_map import check_compiled, in_sources, places_in_sources
from clewline.content.loader import Content, read_file, scan
from clewline.content.selection import survey
from clewline.diagnostics.diagnostic import in_order
from clewline.engine.parallel import silent
from clewline.engine.store import FileStore
from clewline.settings.config import Config
from clewline.theme.theme import load_theme


def check_leaks(
    root: Path, config: Config, built: Path | None = None, executor: Executor | None = None
) -> tuple[Search, int]:
    """What of withheld documents is in the site in the folder ``built``, or else in what the site folder
    ``root`` compiles to; and in how many files it was looked for. Raises `OSError`.
    """
    content = scan(root, selection(root, root / config.out, config))
    theme = load_theme(root / "templates")
    site = compile_site(content, config, theme, executor)
    if built is None:
        files: Mapping[str, bytes] = site.files()
    else:
        files = {path: (built / path).read_bytes() for path in files_of(built)}
    make = partial(_plain_files, config, executor)
    return find_leaks(content, site.corpus, theme, files, str(built or config.out), make), len(files)


def check_sources(
    root: Path,
    config: Config,
    executor: Executor | None = None,
    store: FileStore | None = None,
    is_shared: bool = False,
) -> CheckReport:
    """The check of the site folder ``root``: its authored links, and as a black box what it compiles to. What
    is in the ``store``, or in the output as it would be made, need not be made again. The workers of the
    executor parse files and, where the site ``is_shared`` with them, make pages. Raises `OSError`.
    """
    out = root / config.out
    chosen = selection(root, out, config)
    content = scan(root, chosen)
    theme = load_theme(root / "templates")
    site = opened_site(
        root, content, theme, config, store, executor, silent, recording=False, is_shared=is_shared
    )
    sources = {file.source.path: decoded(file.source.data) for file in content.files}
    for name in [name for name, _ in (*theme.templates, *theme.assets)]:
        if (own := read_file(root, f"templates/{name}")) is not None:
            sources[f"templates/{name}"] = decoded(own)
    attachments = site.attachments()
    files, authored = whole_site(site, out, record_of(store, out), executor if is_shared else None)
    files |= {url: read_file(root, path) or b"" for url, path in attachments.items() if url.endswith(".svg")}
    make = partial(_plain_files, config, executor)
    leaks = find_leaks(content, site.corpus, theme, files, config.out, make)
    report = check_compiled(files, attachments, config.base_url)
    found = in_sources(report, files, sources, site.corpus, config.out, authored)
    diagnostics = in_order((*authored, *found, *leaks.diagnostics))
    external = partial(places_in_sources, report.external, sources, site.corpus)
    return CheckReport(
        diagnostics,
        comments_of(content),
        report.pages,
        report.uses,
        len(report.external),
        external,
        survey((file.kind for file in content.files), content.left_out, chosen),
    )


def _plain_files(config: Config, executor: Executor | None, content: Content) -> Mapping[str, bytes]:
    """The files that ``content`` compiles to with the theme that comes with Clewline."""
    return compile_site(content, config, load_theme(), executor).files()
