"""Views: what pages show of documents and references, each computed once and shared between pages."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import starmap

from clewline.content.bibliography.identifiers import identifiers
from clewline.content.model import Body, Kind, Link, LinkKind, Rich
from clewline.content.stances import CITED
from clewline.corpus.addresses import tag_address
from clewline.corpus.assemble import plain
from clewline.corpus.graph import CitationGraph, Edge, is_citation, node_of
from clewline.corpus.node import Named, Node, reference_node
from clewline.corpus.references import parted_label
from clewline.corpus.target import Target, TargetKind
from clewline.engine.query import adopt, query
from clewline.pages.compact import compact, moved, reach
from clewline.pages.files import described, file_view, loaded_view
from clewline.pages.filled import ChipView, CiteView, EmbedView, Filled, LinkState, LinkView, View
from clewline.pages.gist import gist_of
from clewline.pages.holes import spoken
from clewline.pages.part_models import Entry, ReferenceView
from clewline.pages.passages import passage_url, work_url
from clewline.text.limits import EMBED_DEPTH, EMBEDS
from clewline.text.names import stem

_NONE: Mapping[str, int] = {}
_UNSAID = (LinkKind.TAG, LinkKind.CITE, LinkKind.NARRATIVE)
Inside = tuple[tuple[str, int], ...]
"""Where embeds stand that are in one another: path and block of each."""


class Views:
    """Makes the views of one corpus. ``entries`` are the formatted entries of references, by key;
    ``has_lapsed`` tells whether the review of a line has.

    What one document shows on the pages of others (its title, its entry in a list, its card) is cut off from
    the rest of it, so that a change to anything else in it concerns its own page only. ``bodies`` are the
    bodies of documents, by path: those of ``corpus.documents`` may be without the text of their blocks.
    """

    def __init__(
        self,
        graph: CitationGraph,
        bodies: Mapping[str, Body],
        entries: Mapping[str, str],
        has_lapsed: Callable[[str], bool],
    ) -> None:
        self.db = graph.db
        self.corpus = graph.corpus
        self.graph = graph
        self.bodies = bodies
        self._entries = entries
        self._has_lapsed = has_lapsed
        adopt(self)

    def url(self, path: str) -> str:
        """The address of the page of the document at ``path``; a note that introduces a topic has that
        topic's page.
        """
        return self.corpus.urls.get(path, "")

    def href(self, target: Target) -> str:
        """The address that a resolved target has on the site."""
        if target.kind is TargetKind.EXTERNAL:
            return target.key
        if target.kind is TargetKind.TAG:
            return tag_address(target.key)
        node = node_of(target) or target.key
        if target.kind is TargetKind.DOCUMENT and self.graph.kind(target.key) is Kind.REFERENCE:
            node = reference_node(stem(target.key))
        url = self.corpus.urls.get(node, "")
        return f"{url}#{target.anchor}" if target.anchor else url

    @query(cut=True)
    def title(self, path: str) -> Filled:
        """The title of a document, ready to be shown."""
        document = self.corpus.documents[path]
        return spoken(self.filled(path, document.title), document.language)

    @query(cut=True)
    def title_text(self, path: str) -> str:
        """The title of a document as plain text."""
        return plain(self.corpus.documents[path].title)

    @query(cut=True)
    def summary(self, path: str) -> Filled:
        """The summary of a note or the deck of a line.

        A synthesis that stands in for a deck is read away from its cards: its citations leave no mark.
        """
        return spoken(self._summary(path), self.corpus.documents[path].language)

    def _summary(self, path: str) -> Filled:
        document = self.corpus.documents[path]
        filled = self.filled(path, document.summary)
        if document.own_summary or document.kind is not Kind.LINE:
            return filled
        return filled._replace(views=tuple(starmap(partial(self._unmarked, path), enumerate(filled.views))))

    def answer(self, path: str, numbers: Mapping[str, int] = _NONE) -> Filled:
        """The answer of a line in short; with ``numbers`` of its sources, the mark of each that it cites."""
        document = self.corpus.documents[path]
        filled, targets = self.filled(path, document.answer), self.graph.targets[path]
        filled = spoken(filled, document.language)
        views = list(filled.views)
        for index, view in enumerate(views):
            note = targets[index].key
            if isinstance(view, LinkView) and self.graph.kind(note) is Kind.NOTE:
                stance = self.graph.stance(path, note)
                words = self.words_of_citation(document.links[index], targets[index])
                views[index] = ChipView(numbers.get(note, 0), stance, words, view.href)
        return filled._replace(views=tuple(views))

    def _unmarked(self, path: str, index: int, view: View | None) -> View | None:
        """A view in the text of a line; a citation as one whose mark is not shown."""
        document = self.corpus.documents[path]
        link, target = document.links[index], self.graph.targets[path][index]
        if isinstance(view, LinkView) and is_citation(document, link.block, target, self.corpus):
            return ChipView(0, "", self.words_of_citation(link, target), view.href)
        return view

    def filled(self, path: str, parts: Rich) -> Filled:
        """Parts of the document at ``path`` outside its body, with what fills their holes."""
        needed = {
            index
            for part in parts
            if not isinstance(part, str)
            for index in range(part.index, part.index + max(part.extra, 1))
        }
        if not needed:
            return Filled(parts)
        views = self.views(path)
        return Filled(
            parts,
            tuple(view if index in needed else None for index, view in enumerate(views[: max(needed) + 1])),
        )

    def blocks(self, path: str, views: tuple[View | None, ...] | None = None) -> tuple[Filled, ...]:
        """The blocks of the body of a document; ``views`` replace its own."""
        body = self.bodies[path]
        chosen = self.views(path) if views is None else views
        return tuple(compact(block.parts, chosen, body.anchors) for block in body.blocks)

    @query
    def views(self, path: str) -> tuple[View | None, ...]:
        """What fills the holes of a document, by index of the link."""
        return self._views(path, (), iter(range(EMBEDS)))

    def _views(
        self, path: str, inside: Inside, left: Iterator[int], first: int = 0, end: int | None = None
    ) -> tuple[View | None, ...]:
        """The views of the links of a document from ``first`` to before ``end``; ``inside`` are the embeds
        that this one is in, outermost first; ``left`` gives a number for each embed that may still be shown.
        """
        document, targets = self.corpus.documents[path], self.graph.targets[path]
        chosen = zip(document.links[first:end], targets[first:end], strict=True)
        views: list[View | None] = [
            self._view(link, target, (*inside, (path, link.block)), left) for link, target in chosen
        ]
        for place, view in enumerate(views):
            target = targets[first + place]
            words = self.quotes(path).get(first + place) if isinstance(view, CiteView) else None
            if isinstance(view, CiteView) and words and target.kind is TargetKind.REFERENCE:
                reference = self.corpus.references[target.key]
                views[place] = view._replace(passage=passage_url(reference, words))
        return tuple(views)

    @query
    def quotes(self, path: str) -> dict[int, str]:
        """The words of each quotation of a document, by the index of the link that cites its source."""
        return dict(self.corpus.documents[path].body.quotes)

    @query(cut=True)
    def reference(self, key: str) -> ReferenceView:
        """The reference with this key."""
        reference = self.corpus.references[key]
        url = self.corpus.urls[reference_node(key)]
        work = work_url(reference)
        return ReferenceView(
            url,
            reference.label,
            reference.title,
            reference.container,
            work,
            self._entries[key],
            reference.csl,
            reference.authors,
            identifiers(reference),
            next((notice.nature.value for notice in self.corpus.standings.get(key, ())), ""),
        )

    def references(self, path: str) -> tuple[ReferenceView, ...]:
        """The references that a document rests on, in the order in which it names them."""
        return tuple(map(self.reference, self.graph.rests_on(path)))

    def topics(self, path: str) -> tuple[LinkView, ...]:
        """The topics that a document is filed under."""
        nodes = (node for node in self.graph.out(path, Edge.FILED_UNDER) if node != path)
        return tuple(
            LinkView(self.corpus.urls[node], self.topic_name(node), LinkState.FOUND) for node in nodes
        )

    def topic_name(self, node: Node) -> str:
        """The display name of a topic by its node."""
        return self.corpus.topics[node.key] if isinstance(node, Named) else self.title_text(node)

    @query(cut=True)
    def entry(self, path: str) -> Entry:
        """A document as an entry of a list."""
        if self.graph.kind(path) is not Kind.LINE:
            count = len(self.graph.cited_by(path))
            return Entry(self.url(path), self.title(path), self.summary(path), (), count)
        notes = self.graph.cited(path)
        strip = tuple(self.graph.stance(path, note) or CITED for note in notes)
        answer = self.answer(path)
        lapsed = self._has_lapsed(path)
        return Entry(self.url(path), self.title(path), self.summary(path), strip, len(notes), answer, lapsed)

    @query(cut=True)
    def ties(self, path: str) -> int:
        """How many of its notes a line shares with other lines; of another document, how many lines cite
        it.
        """
        if self.graph.kind(path) is Kind.LINE:
            return sum(map(self.is_shared, self.graph.cited(path)))
        return len(self.graph.cited_by(path))

    def newness(self, path: str) -> int:
        """The last date of a document as a number; 0 when it has none."""
        created, updated = self.dates(path)
        return int((updated or created or "0").replace("-", ""))

    @query(cut=True)
    def dates(self, path: str) -> tuple[str, str]:
        """The days when a document was made and when it was last changed, as ``YYYY-MM-DD``; empty where it
        does not say.
        """
        document = self.corpus.documents[path]
        return document.created, document.updated

    @query(cut=True)
    def claim_numbers(self, line: str) -> dict[int, int]:
        """The running number of each sentence of the line at this path that cites, by index of the
        sentence.
        """
        links = self.corpus.documents[line].links
        sentences = sorted({links[citation.link].sentence for citation in self.graph.citations(line)})
        return {sentence: number for number, sentence in enumerate((s for s in sentences if s >= 0), 1)}

    @query(cut=True)
    def is_shared(self, note: str) -> bool:
        """Whether more than one line cites ``note``."""
        return len(self.graph.cited_by(note)) > 1

    @query(cut=True)
    def gist(self, path: str) -> Filled:
        """The summary of a note as its card has room for: whole, or cut at the end of a sentence."""
        return spoken(gist_of(self._summary(path)), self.corpus.documents[path].language)

    def _view(self, link: Link, target: Target, inside: Inside, left: Iterator[int]) -> View:
        if target.kind is TargetKind.WITHHELD:
            # A file that is not published may be named, a document may not.
            words = link.label or (link.target if target.key else "")
            return LinkView("", "" if link.kind in _UNSAID else words, LinkState.WITHHELD)
        if link.kind is LinkKind.CITE:
            return self._cite(link, target)
        if link.kind is LinkKind.NARRATIVE:
            return self._named(link, target)
        if target.kind is TargetKind.BROKEN:
            return LinkView("", link.label or link.target or link.fragment, LinkState.BROKEN)
        href = self.href(target)
        if target.kind is TargetKind.EXTERNAL and link.kind in (LinkKind.IMAGE, LinkKind.URL) and link.bare:
            return loaded_view(link, href)
        if target.kind is TargetKind.EXTERNAL:
            words = described(link) if link.kind is LinkKind.IMAGE else link.label
            return LinkView(href, words or link.target, LinkState.EXTERNAL)
        if target.kind is TargetKind.ATTACHMENT and link.kind in (LinkKind.IMAGE, LinkKind.EMBED):
            return file_view(link, self.corpus.attachments[target.key], href)
        embeds = link.kind is LinkKind.EMBED and target.kind is TargetKind.DOCUMENT
        if (
            embeds
            and not any(path == target.key and target.holds(block) for path, block in inside)
            and len(inside) <= EMBED_DEPTH
            and next(left, None) is not None
        ):
            return self._embed(target, href, inside, left)
        return LinkView(href, self._words(link, target), LinkState.FOUND)

    def _words(self, link: Link, target: Target) -> str:
        """The words of a link: the author's, else the title of its target, with the heading it leads to."""
        if link.label:
            return link.label
        if target.kind is TargetKind.TOPIC:
            return self.corpus.topics[target.key]
        if target.kind is TargetKind.REFERENCE:
            return self.corpus.references[target.key].label
        if target.kind is not TargetKind.DOCUMENT:
            return link.target
        heading = "" if link.fragment.startswith("^") else " › ".join(filter(None, link.fragment.split("#")))
        if not link.target:
            return heading or link.fragment
        return " › ".join(filter(None, (self.title_text(target.key), heading if target.anchor else "")))

    def words_of_citation(self, link: Link, target: Target) -> str:
        """The words of a citation in a line; none where its mark may stand alone."""
        return "" if link.bare else self._words(link, target)

    def _cite(self, link: Link, target: Target) -> CiteView:
        if target.kind is not TargetKind.REFERENCE:
            return CiteView("", f"{link.fragment}{link.target}{link.label}")
        reference = self.corpus.references[target.key]
        authors, year = parted_label(reference)
        # As in Pandoc, a hyphen leaves the authors out: the sentence has named them.
        label = year if authors and link.fragment.endswith("-") else reference.label
        before = link.fragment.removesuffix("-") if authors else link.fragment
        return CiteView(self.href(target), f"{before}{label}{link.label}")

    def _named(self, link: Link, target: Target) -> LinkView:
        """A work as the sentence names it: authors, and the year in brackets."""
        if target.kind is not TargetKind.REFERENCE:
            return LinkView("", f"@{link.target}", LinkState.WITHHELD)
        reference = self.corpus.references[target.key]
        authors, year = parted_label(reference)
        words = f"{authors} ({year})" if authors else reference.label
        return LinkView(self.href(target), words, LinkState.FOUND)

    def _embed(self, target: Target, href: str, inside: Inside, left: Iterator[int]) -> EmbedView:
        # Not what is known already: inside an embed, embeds may be cut short by a cycle. Only the links of
        # the part are looked at: what is embedded often would otherwise cost its whole document each time.
        part = self.bodies[target.key].blocks[target.first : target.end or None]
        blocks = []
        for block in part:
            first, end = reach(block.parts)
            blocks.append(
                Filled(moved(block.parts, first), self._views(target.key, inside, left, first, end))
            )
        return EmbedView(href, self.title_text(target.key), tuple(blocks))
