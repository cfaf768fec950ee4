"""The inventory: which pages a site has, where they stand, and what each is made from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from clewline.content.model import Document, Kind, RelationKind
from clewline.corpus.addresses import distinguishing_folder, front_page_note, page_slug, tag_address
from clewline.corpus.assemble import Corpus, page_kind, plain
from clewline.corpus.names import INDEXES
from clewline.corpus.node import reference_node, topic_node
from clewline.pages.figures import figure_address, figure_parts
from clewline.pages.folders import TREE, folder_addresses, folder_notes
from clewline.pages.listings import orders_of, part_address, part_count
from clewline.pages.metro.maps import map_addresses
from clewline.pages.question_views import question_addresses
from clewline.pages.site_view import SiteView
from clewline.pages.tags import TAGS, tag_paths, tags_in


class PageKind(StrEnum):
    """The kinds of pages; `clewline.pages.planner.PAGES` tells of each."""

    LINE = "line"
    NOTE = "note"
    TOPIC = "topic"
    REFERENCE = "reference"
    INDEX = "index"
    ORDERED = "ordered"
    MAP = "map"
    FIGURES = "figures"
    TENSIONS = "tensions"
    QUESTIONS = "questions"
    FOLDER = "folder"
    TREE = "tree"
    TAG = "tag"
    TAGS = "tags"
    TOPIC_MAP = "topic-map"
    SEARCH = "search"
    HOME = "home"
    NOT_FOUND = "not-found"
    STYLE = "style"
    WORDS = "words"
    COMPARE = "compare"
    HEALTH = "health"
    REDIRECT = "redirect"


class PageKey(NamedTuple):
    """What a page is made from: the path of a document, folder or tag, the key of a topic or reference, or
    the kind of documents that an index lists (``subject``); the part of an index, or the address from which a
    page leads on (``which``); and the order of an index that is not in the first of its orders.
    """

    kind: PageKind
    subject: str = ""
    which: int | str = ""
    order: str = ""


def page_list(
    corpus: Corpus, documents: Mapping[str, Document], sections: Iterable[str]
) -> dict[str, PageKey]:
    """Every page of the site by address, in the order of addresses, and what it is made from. Of
    ``documents``, their aliases and the names of their topics are looked at.
    """
    makers = {Kind.LINE: PageKind.LINE, Kind.NOTE: PageKind.NOTE}
    pages: dict[str, PageKey] = {}
    for path in documents:
        if maker := makers.get(page_kind(corpus, path)):
            pages[corpus.urls[path]] = PageKey(maker, path)
    pages |= {corpus.urls[topic_node(key)]: PageKey(PageKind.TOPIC, key) for key in corpus.topics}
    pages |= {corpus.urls[reference_node(key)]: PageKey(PageKind.REFERENCE, key) for key in corpus.references}
    for kind, count in _counts(corpus).items():
        if kind in sections:
            pages |= {
                part_address(kind, part): PageKey(PageKind.INDEX, kind, part)
                for part in range(1, part_count(count) + 1)
            }
            pages |= {
                part_address(kind, part, order): PageKey(PageKind.ORDERED, kind, part, order)
                for order in orders_of(kind, bool(corpus.topics))[1:]
                for part in range(1, part_count(count) + 1)
            }
    pages |= {
        url: PageKey(PageKind.TOPIC_MAP, key) if key else PageKey(PageKind.MAP)
        for url, key in map_addresses(corpus, documents).items()
    }
    if "figures" in sections:
        counts = _counts(corpus)
        for part in range(1, figure_parts(counts[Kind.REFERENCE], counts[Kind.NOTE]) + 1):
            pages[figure_address(part)] = PageKey(PageKind.FIGURES, which=part)
    if "tensions" in sections:
        pages["tensions.html"] = PageKey(PageKind.TENSIONS)
    if "questions" in sections:
        for part, url in enumerate(question_addresses(_question_count(documents)), 1):
            pages[url] = PageKey(PageKind.QUESTIONS, which=part)
    if "folders" in sections:
        addresses = folder_addresses(folder_notes(corpus.kinds.items()))
        pages |= {url: PageKey(PageKind.FOLDER, folder) for folder, url in addresses.items()}
        pages[TREE] = PageKey(PageKind.TREE)
    if "tags" in sections:
        pages |= {tag_address(tag): PageKey(PageKind.TAG, tag) for tag in tag_paths(documents.values())}
        pages[TAGS] = PageKey(PageKind.TAGS)
    if "map" in sections:
        pages["compare.html"] = PageKey(PageKind.COMPARE)
    if "health" in sections:
        pages["health.html"] = PageKey(PageKind.HEALTH)
    if "search" in sections:
        pages["search.html"] = PageKey(PageKind.SEARCH)
    pages["index.html"] = PageKey(PageKind.HOME)
    pages["404.html"] = PageKey(PageKind.NOT_FOUND)
    pages["assets/style.css"] = PageKey(PageKind.STYLE)
    pages["assets/words.js"] = PageKey(PageKind.WORDS)
    for path, document in documents.items():
        url = corpus.urls.get(path, "")
        for alias in document.aliases if "/" in url else ():
            address = f"{url.partition('/')[0]}/{page_slug(alias)}.html"
            pages.setdefault(address, PageKey(PageKind.REDIRECT, path, address))
    for address, path in corpus.ways.items():
        if path in corpus.urls:
            pages.setdefault(address, PageKey(PageKind.REDIRECT, path, address))
    return dict(sorted(pages.items()))


def _question_count(documents: Mapping[str, Document]) -> int:
    """How many things would change the answers of the lines among ``documents``."""
    return sum(len(document.would_change) for document in documents.values() if document.kind is Kind.LINE)


_AGAINST = (RelationKind.OPPOSES, RelationKind.QUALIFIES)


def _has_tensions(documents: Mapping[str, Document]) -> bool:
    """Whether any note among ``documents`` says something against another."""
    notes = (document for document in documents.values() if document.kind is Kind.NOTE)
    return any(relation.kind in _AGAINST for note in notes for relation in note.relations)


def _counts(corpus: Corpus) -> dict[Kind, int]:
    """How many pages there are of each kind."""
    kinds = Counter(page_kind(corpus, path) for path in corpus.kinds)
    topics = {corpus.urls[topic_node(key)] for key in corpus.topics}
    return {
        Kind.LINE: kinds[Kind.LINE],
        Kind.NOTE: kinds[Kind.NOTE],
        Kind.TOPIC: len(topics),
        Kind.REFERENCE: len(corpus.references),
    }


def title_of_notes(corpus: Corpus) -> str:
    """What a site of notes alone is called that nobody has given a name: as the note that introduces it."""
    front = front_page_note(corpus.kinds)
    title = plain(corpus.documents[front].title) if front else ""
    return title if title.casefold() not in ("", *INDEXES) else "Notes"


def site_view(
    corpus: Corpus,
    dated: bool,
    title: str,
    description: str,
    language: str,
    base_url: str,
    social: bool = False,
    health: bool = False,
    properties: bool = False,
) -> SiteView:
    """What every page shows of a site; ``dated`` says whether any line has a date, ``social`` whether cards
    for social networks can be drawn, ``health`` whether the page of what waits is wanted, ``properties``
    whether notes show theirs.
    """
    counts = _counts(corpus)
    sections = tuple(
        kind.value for kind in (Kind.LINE, Kind.NOTE, Kind.TOPIC, Kind.REFERENCE) if counts[kind]
    )
    if counts[Kind.LINE] > 1:
        sections += ("map",)
    if counts[Kind.LINE] and counts[Kind.NOTE]:
        sections += ("figures",)
    if _has_tensions(corpus.documents):
        sections += ("tensions",)
    if _question_count(corpus.documents):
        sections += ("questions",)
    if not counts[Kind.LINE] and any(map(distinguishing_folder, folder_notes(corpus.kinds.items()))):
        sections += ("folders",)
    if any(map(tags_in, corpus.documents.values())):
        sections += ("tags",)
    sections += ("search",) if sections else ()
    sections += ("health",) if health else ()
    feeds = bool(base_url) and dated
    draws = social and bool(base_url)
    return SiteView(title, description, language, base_url, sections, feeds, draws, properties=properties)
