"""Tags that have pages of their own: each lists the notes that have it, and the tags nested in it."""

from collections.abc import Iterable

from clewline.content.model import Document, LinkKind
from clewline.corpus.addresses import tag_address, tag_path
from clewline.engine.query import adopt, query
from clewline.pages.filled import LinkState, LinkView
from clewline.pages.vault_models import TagTree, TagView
from clewline.pages.views import Views
from clewline.text.names import upward

TAGS = "tags/index.html"
"""The address of the list of all tags."""


def tags_in(document: Document) -> tuple[str, ...]:
    """The tags of a document as they are first written, in order."""
    names = [link.target for link in document.links if link.kind is LinkKind.LABEL]
    return tuple({tag_path(name): name for name in reversed(names)}.values())[::-1]


def tag_paths(documents: Iterable[Document]) -> tuple[str, ...]:
    """All tags of ``documents`` that have pages, with those that they are nested in, in order."""
    written = {tag_path(name) for document in documents for name in tags_in(document)}
    return tuple(sorted({above for path in written for above in upward(path)}))


class Tags:
    """The tags of one site."""

    def __init__(self, views: Views) -> None:
        self.db = views.db
        self.views = views
        self.corpus = views.corpus
        adopt(self)

    @query(cut=True)
    def tags_of(self, path: str) -> tuple[str, ...]:
        """The tags of the document at ``path``."""
        return tags_in(self.corpus.documents[path])

    @query(cut=True)
    def by_tag(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """By the path of each tag, how it is written, and the documents that have it or one nested in it."""
        names: dict[str, set[str]] = {}
        held: dict[str, set[str]] = {}
        for path in self.corpus.kinds:
            for name in self.tags_of(path):
                parts = name.strip("/").split("/")
                for depth in range(1, len(parts) + 1):
                    above = "/".join(parts[:depth])
                    names.setdefault(tag_path(above), set()).add(above)
                    held.setdefault(tag_path(above), set()).add(path)
        return {tag: (min(names[tag]), tuple(sorted(held[tag]))) for tag in sorted(names)}

    @query(cut=True)
    def with_tag(self, tag: str) -> tuple[str, tuple[str, ...]]:
        """How a tag is written, and the documents that have it or one nested in it."""
        return self.by_tag()[tag]

    @query(cut=True)
    def nested_tags(self, tag: str) -> tuple[TagView, ...]:
        """The tags that are nested right in a tag (empty: all that are in none)."""
        grouped = self.by_tag()
        inner = (other for other in grouped if other.rpartition("/")[0] == tag)
        return tuple(
            TagView(tag_address(other), grouped[other][0], len(grouped[other][1])) for other in inner
        )

    @query(cut=True)
    def tag_tree(self) -> tuple[TagTree, ...]:
        """All tags, with those that are nested in each."""
        return self._branches("")

    def _branches(self, tag: str) -> tuple[TagTree, ...]:
        inner = (other for other in self.by_tag() if other.rpartition("/")[0] == tag)
        views = {view.href: view for view in self.nested_tags(tag)}
        return tuple(TagTree(views[tag_address(other)], self._branches(other)) for other in inner)

    def links(self, path: str) -> tuple[LinkView, ...]:
        """The tags of a document, each with its page."""
        return tuple(
            LinkView(tag_address(tag_path(name)), f"#{name}", LinkState.FOUND) for name in self.tags_of(path)
        )
