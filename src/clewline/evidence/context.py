"""What the claims of a text are looked for in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Prose, Source, Work
from clewline.evidence.reading.texts import Reading, read


class Context(NamedTuple):
    """The cited sources by path, what the document may repeat of itself, and the works that it names."""

    sources: Mapping[str, Source]
    own: Sequence[Prose]
    references: Sequence[Work]
    language: Language
    counted: frozenset[float] = frozenset()
    """The ordinals of the text itself, which may count its own steps: the first cost, the second."""

    def readings(self, key: str) -> list[Reading]:
        """The passages of a source as they are read."""
        return [read(passage.text, self.language) for passage in self.sources[key].passages]

    def works(self, keys: Iterable[str]) -> list[Work]:
        """The works of the document, then those of the sources with these ``keys``."""
        return [*self.references, *(work for key in keys for work in self.sources[key].references)]


def title_of(source: Source) -> str:
    """The title of a source, or its name."""
    return next((passage.text for passage in source.passages if passage.role == "title"), name_of(source.key))


def name_of(key: str) -> str:
    """The name by which a note is cited."""
    return key.rsplit("/", 1)[-1].removesuffix(".md")
