"""The inventory: which pages a site has, where they stand, and what each is made from."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from clewline.content.model import Kind
from clewline.corpus.addresses import page_slug
from clewline.corpus.assemble import Corpus, page_kind
from clewline.pages.listings import part_address, part_count
from clewline.pages.metro.maps import map_addresses
from clewline.pages.models import SiteView


class PageSource(NamedTuple):
    """What a page is made from: the method of `clewline.pages.planner.Planner` that makes it, and its
    argument (a path, key, kind or alias).
    """

    maker: str
    subject: str


def page_list(corpus: Corpus, sections: Iterable[str]) -> dict[str, PageSource]:
    """Every page of the site by address, in the order of addresses, and what it is made from."""
    makers = {Kind.LINE: "line", Kind.NOTE: "note"}
    pages: dict[str, PageSource] = {}
    for path in corpus.documents:
        if maker := makers.get(page_kind(corpus, path)):
            pages[corpus.urls[path]] = PageSource(maker, path)
    pages |= {corpus.urls[f"topic:{key}"]: PageSource("topic", key) for key in corpus.topics}
    pages |= {corpus.urls[f"@{key}"]: PageSource("reference", key) for key in corpus.references}
    for kind, count in _counts(corpus).items():
        if kind in sections:
            pages |= {
                part_address(kind, part): PageSource("index", f"{kind} {part}")
                for part in range(1, part_count(count) + 1)
            }
    pages |= {
        url: PageSource("topic_map" if key else "map", key) for url, key in map_addresses(corpus).items()
    }
    if "map" in sections:
        pages["compare.html"] = PageSource("compare", "")
    if "search" in sections:
        pages["search.html"] = PageSource("search", "")
    pages["index.html"] = PageSource("home", "")
    pages["404.html"] = PageSource("not_found", "")
    pages["assets/style.css"] = PageSource("style", "")
    pages["assets/words.js"] = PageSource("words", "")
    for path, document in corpus.documents.items():
        url = corpus.urls.get(path, "")
        for alias in document.aliases if url else ():
            pages.setdefault(
                f"{url.partition('/')[0]}/{page_slug(alias)}.html", PageSource("redirect", f"{path}\n{alias}")
            )
    return dict(sorted(pages.items()))


def _counts(corpus: Corpus) -> dict[Kind, int]:
    """How many pages there are of each kind."""
    kinds = Counter(page_kind(corpus, path) for path in corpus.documents)
    topics = {corpus.urls[f"topic:{key}"] for key in corpus.topics}
    return {
        Kind.LINE: kinds[Kind.LINE],
        Kind.NOTE: kinds[Kind.NOTE],
        Kind.TOPIC: len(topics),
        Kind.REFERENCE: len(corpus.references),
    }


def site_view(
    corpus: Corpus, title: str, description: str, language: str, base_url: str, social: bool = False
) -> SiteView:
    """What every page shows of a site; ``social`` says whether cards for social networks can be drawn."""
    counts = _counts(corpus)
    sections = tuple(
        kind.value for kind in (Kind.LINE, Kind.NOTE, Kind.TOPIC, Kind.REFERENCE) if counts[kind]
    )
    if counts[Kind.LINE] > 1:
        sections += ("map",)
    sections += ("search",) if sections else ()
    lines = (path for path in corpus.documents if base_url and page_kind(corpus, path) is Kind.LINE)
    feeds = any(corpus.documents[path].created or corpus.documents[path].updated for path in lines)
    return SiteView(title, description, language, base_url, sections, feeds, social and bool(base_url))
