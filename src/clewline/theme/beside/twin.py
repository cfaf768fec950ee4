"""Markdown twins: each page once more, as Markdown, for programs that read text.

A twin is made from the page model, never from the source: it says what the page says, and nothing that is
private, withheld or commented out. Citations are numbers in brackets, and every source is listed with its
address. The words around the text are English in any language.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from clewline.pages.filled import LinkState
from clewline.pages.models import (
    DocumentPage,
    FiguresPage,
    HomePage,
    IndexPage,
    LinePage,
    NotePage,
    Page,
    ReferencePage,
    TopicPage,
)
from clewline.pages.open_models import QuestionsPage, TensionsPage
from clewline.pages.part_models import (
    BacklinkView,
    CardView,
    ConsiderView,
    Entry,
    Group,
    Listing,
    NoticeView,
    Reason,
    ReferenceView,
    TensionView,
)
from clewline.pages.review_models import ChangedPart, ReviewView
from clewline.theme.beside.figure_lists import figures_text
from clewline.theme.beside.head import stated_authors
from clewline.theme.beside.inline import inline, way
from clewline.theme.beside.markup import blocks
from clewline.theme.beside.signs import link, plain
from clewline.theme.beside.tension_lists import change_text, questions_text, tensions_text

_UNNAMED: dict[type[Page], str] = {
    FiguresPage: "Figures",
    TensionsPage: "In tension",
    QuestionsPage: "Open questions",
}
"""The headings of the kinds of pages whose names stand in their templates."""


def twin_url(page: Page) -> str:
    """The address of the twin of ``page``; empty when it has none."""
    return f"{page.url.removesuffix('.html')}.md" if type(page) in _MAKERS else ""


def twin(page: Page) -> bytes:
    """The twin of ``page``, which must have one."""
    parts = [f"# {_UNNAMED.get(type(page)) or plain(page.name)}", *_MAKERS[type(page)](page, page.root)]
    if page.address:
        parts.append(f"---\n\nPage: <{page.address}>")
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _line(page: LinePage, root: str) -> Iterator[str]:
    yield from _head(page, root)
    if page.answer.parts:
        yield f"**In short:** {inline(page.answer, root)}"
    yield blocks([part.block for part in page.weave], root)
    yield from _section("Changed since the review", [*_changes(page.review, root)])
    yield from _section("Sources", [_source(card, root) for card in page.sources], numbered=True)
    yield from _section("Also consider", [_considered(other, root) for other in page.coverage.consider])
    yield from _section(
        "What would change this answer", [change_text(change, root) for change in page.would_change]
    )
    yield from _section(
        "Next inquiring lines",
        [
            f"{link(inline(view.title, root), way(root, view.href))}{_reason(view.reason)}"
            for view in page.next
        ],
    )


def _changes(review: ReviewView, root: str) -> Iterator[str]:
    """What has changed since the review of a line."""
    if review.own:
        yield f"the text: {_parts(review.own)}"
    for source in review.sources:
        name = f"[{source.number}] " if source.number else ""
        title = link(plain(source.title), way(root, source.href)) if source.href else ""
        said = _parts(source.parts) if source.kind == "changed" else _KINDS[source.kind]
        yield f"{name}{title}: {said}" if name or title else said


def _parts(parts: Sequence[ChangedPart]) -> str:
    new = [f"now {_NEW.get(part.name, '')}“{plain(words)}”" for part in parts for words in part.new]
    gone = sum(part.gone for part in parts)
    return "; ".join([*new, f"{gone} gone"] if gone else new)


def _note(page: NotePage, root: str) -> Iterator[str]:
    yield from _head(page, root)
    yield from _section("Rests on", [_work(work, root) for work in page.references])
    yield blocks(page.body, root)
    yield from _section("Stances", [_tension(other, root) for other in page.tensions])
    yield from _section("Cited in", _backlinks(page.cited_by, page.cited_rest, root))
    yield from _section("Linked from", _backlinks(page.linked_from, page.linked_rest, root))


def _topic(page: TopicPage, root: str) -> Iterator[str]:
    yield from _head(page, root)
    yield blocks(page.body, root)
    yield from _section("Cited in", _backlinks(page.cited_by, page.cited_rest, root))
    yield from _section("Inquiring lines", _listing(page.lines, root))
    yield from _section("Notes", _listing(page.notes, root))


def _reference(page: ReferencePage, root: str) -> Iterator[str]:
    facts = [("Authors", ", ".join(page.authors)), ("Year", page.year), ("In", page.reference.container)]
    facts += [("DOI", page.doi), ("arXiv", page.arxiv)]
    facts += [(notice.standing.capitalize(), _fate(notice)) for notice in page.notices]
    yield "\n".join(f"- {name}: {plain(value)}" for name, value in facts if value)
    if page.reference.work:
        yield f"<{page.reference.work}>"
    yield blocks(page.annotation, root)
    yield from _section("Notes that rest on it", _listing(page.notes, root))
    yield from _section("Lines that rest on it", _listing(page.lines, root))


def _index(page: IndexPage, root: str) -> Iterator[str]:
    yield "\n".join(f"- {item}" for item in _entries(page.entries, root))
    others = [
        f"{number}. {link(plain(part.words), way(root, part.href))}"
        for number, part in enumerate(page.parts, 1)
    ]
    if others:
        yield f"## Part {page.part} of {len(others)}"
        yield "\n".join(others)


def _home(page: HomePage, root: str) -> Iterator[str]:
    yield plain(page.description)
    sections = (
        ("Inquiring lines", page.lines, page.line_count),
        ("Topics", page.topics, 0),
        ("Notes", page.notes, page.note_count),
    )
    for (title, entries, count), folder in zip(sections, ("lines", "topics", "notes"), strict=True):
        items = _entries(entries, root)
        if count > len(entries):
            items.append(link(f"All {count}", way(root, f"{folder}/index.html")))
        yield from _section(title, items)


_MAKERS: dict[type[Page], Callable[..., Iterator[str]]] = {
    LinePage: _line,
    NotePage: _note,
    TopicPage: _topic,
    ReferencePage: _reference,
    IndexPage: _index,
    HomePage: _home,
    FiguresPage: figures_text,
    TensionsPage: tensions_text,
    QuestionsPage: questions_text,
}


_KINDS = {"added": "was not cited then", "dropped": "is cited no more"}
_NEW = {
    "stance": "with the stance ",
    "cited": "cited for ",
    "works": "resting on ",
    "retracted": "resting on the retracted ",
    "opposed": "in contradiction with ",
    "relations": "related to ",
}


def _head(page: DocumentPage, root: str) -> Iterator[str]:
    """What stands above the text of a document."""
    if page.summary.parts:
        yield f"> {inline(page.summary, root)}"
    facts = [("Status", "draft" if page.draft else ""), ("Authors", ", ".join(stated_authors(page)))]
    facts += [("Created", page.created), ("Updated", page.updated), ("Drafted by", page.drafted_by)]
    if isinstance(page, LinePage) and page.review.on:
        facts.append(("Reviewed", f"{page.review.on} by {page.review.by}"))
        facts.append(("Reason", page.review.reason))
    rows = [f"- {name}: {plain(value)}" for name, value in facts if value]
    topics = [
        link(plain(topic.text), way(root, topic.href))
        for topic in page.topics
        if topic.state is LinkState.FOUND
    ]
    if topics:
        rows.append(f"- Topics: {', '.join(topics)}")
    yield "\n".join(rows)


def _section(title: str, items: Sequence[str], numbered: bool = False) -> Iterator[str]:
    """A list under a heading; nothing when it is empty."""
    if items:
        yield f"## {title}"
        yield "\n".join(
            f"{number}. {item}" if numbered else f"- {item}" for number, item in enumerate(items, 1)
        )


def _source(card: CardView, root: str) -> str:
    title = link(inline(card.title, root), way(root, card.href))
    stance = f" ({card.stance})" if card.stance not in ("", "supports") else ""
    works = "".join(f" {_work(work, root)}" for work in card.references)
    return f"{title}{stance}: {inline(card.summary, root)}{works}"


@lru_cache(maxsize=1 << 15)
def _work(work: ReferenceView, root: str) -> str:
    title = f", *{plain(work.title)}*" if work.title else ""
    address = f", <{work.work}>" if work.work else ""
    fate = f" ({work.standing})" if work.standing else ""
    return f"{link(plain(work.label), way(root, work.href))}{fate}{title}{address}."


def _tension(other: TensionView, root: str) -> str:
    title = link(inline(other.title, root), way(root, other.href))
    return f"{title} {other.stance} this note" if other.inward else f"{other.stance} {title}"


def _fate(notice: NoticeView) -> str:
    doi = f"https://doi.org/{notice.doi}" if notice.doi else ""
    return " ".join(filter(None, (notice.label, notice.day, doi, notice.reason))) or "yes"


def _considered(other: ConsiderView, root: str) -> str:
    title = link(inline(other.title, root), way(root, other.href))
    source = f"source [{other.number}]"
    return f"{source} {other.stance} {title}" if other.inward else f"{title} {other.stance} {source}"


def _backlink(place: BacklinkView, root: str) -> str:
    said = f": “{plain(place.sentence)}”" if place.sentence else ""
    return f"{link(inline(place.title, root), way(root, place.href))}{said}"


def _backlinks(places: Sequence[BacklinkView], rest: Sequence[Group], root: str) -> list[str]:
    return [*(_backlink(place, root) for place in places), *_titles(rest, root)]


def _listing(listing: Listing, root: str) -> list[str]:
    return [*_entries(listing.entries, root), *_titles(listing.rest, root)]


def _titles(groups: Sequence[Group], root: str) -> list[str]:
    return [
        link(inline(entry.title, root), way(root, entry.href)) for group in groups for entry in group.entries
    ]


def _entries(entries: Sequence[Entry], root: str) -> list[str]:
    return [_entry(entry, root) for entry in entries]


@lru_cache(maxsize=1 << 15)
def _entry(entry: Entry, root: str) -> str:
    title = link(inline(entry.title, root), way(root, entry.href))
    said = entry.answer if entry.answer.parts else entry.summary
    return f"{title}{': ' if said.parts else ''}{inline(said, root)}"


def _reason(reason: Reason) -> str:
    """Why a line comes next, in a few words."""
    title = plain(reason.title)
    said = {
        "shared": f"shares {', '.join(f'[{number}]' for number in reason.numbers)}",
        "opposite": f"rests on the opposite finding: {title}",
        "paper": f"reads the same work: {title}",
        "topic": f"also on {title}",
        "authored": "suggested by the author",
    }
    return f" ({said[reason.kind]})" if reason.kind in said else ""
