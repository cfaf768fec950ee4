"""Secrets: the words by which a withheld document would be known, wherever they turned up."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from html import unescape
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote

from clewline.content.model import Document
from clewline.corpus.addresses import page_slug
from clewline.corpus.assemble import plain

PASSAGE = 7
"""So many words in a row are not written twice by chance."""
_FEWEST = 4
"""Letters of the shortest single word that is looked for."""
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r"=\"([^\"]*)\"")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")

Words = tuple[str, ...]


class Secret(NamedTuple):
    """Words that tell of the withheld document at ``path``, and what they are of it."""

    path: str
    what: str
    words: Words


class Secrets(NamedTuple):
    """All that is looked for: names by their first words, and passages with the paths of their documents."""

    names: Mapping[str, tuple[Secret, ...]]
    passages: Mapping[Words, str]

    def found_in(self, words: Sequence[str]) -> Iterator[Secret]:
        """Those that stand in ``words``."""
        # Most texts hold no word that a name begins with.
        for place, word in enumerate(words) if not self.names.keys().isdisjoint(words) else ():
            for secret in self.names.get(word, ()):
                if tuple(words[place : place + len(secret.words)]) == secret.words:
                    yield secret
        for passage in self.passages.keys() & set(_passages(words)):
            yield Secret(self.passages[passage], "a passage", passage)

    def without(self, known: Iterable[Sequence[str]]) -> "Secrets":
        """Those that do not stand in any of the ``known`` texts."""
        open_secrets = set(chain.from_iterable(map(self.found_in, known)))
        return self.but(open_secrets)

    def without_words(self, words: Set[str]) -> "Secrets":
        """Those that are more than one of these ``words``, which are used for other things."""
        single = (secret for secrets in self.names.values() for secret in secrets if len(secret.words) == 1)
        return self.but({secret for secret in single if secret.words[0] in words})

    def but(self, others: Set[Secret]) -> "Secrets":
        """Those that are not among ``others``."""
        names = {
            word: kept
            for word, secrets in self.names.items()
            if (kept := tuple(secret for secret in secrets if secret not in others))
        }
        shown = {secret.words for secret in others}
        return Secrets(names, {words: path for words, path in self.passages.items() if words not in shown})


def secrets_of(documents: Iterable[Document], texts: Mapping[str, str]) -> Secrets:
    """What is looked for of withheld ``documents``, whose whole files are ``texts``, by path."""
    names: dict[str, dict[Secret, None]] = {}
    passages: dict[Words, str] = {}
    for document in documents:
        for what, name in _names_of(document):
            words = words_in(name)
            if _tells(words):
                names.setdefault(words[0], {})[Secret(document.path, what, tuple(words))] = None
        for passage in _passages(words_in(texts[document.path])):
            passages.setdefault(passage, document.path)
    return Secrets({word: tuple(secrets) for word, secrets in names.items()}, passages)


def words_in(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _WORD.findall(text.casefold())


def words_published(url: str, data: bytes) -> list[str]:
    """The words of a file of the output, however they are written there: between tags and in the values of
    attributes, as entities, in addresses and as escapes.
    """
    text = data.decode("utf-8", "replace")
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if url.endswith((".html", ".xml", ".svg", ".graphml")):
        text = "\n".join((_TAG.sub(" ", text), *_VALUE.findall(text)))
    if "&" in text:
        text = unescape(text)
    return words_in("\n".join((url, unquote(text) if "%" in text else text)))


def _names_of(document: Document) -> Iterator[tuple[str, str]]:
    yield "the title", plain(document.title)
    yield "the path", document.path.rpartition(".")[0]
    yield "the path", document.stem
    yield "the path", page_slug(document.stem)
    for alias in document.aliases:
        yield "an alias", alias


def _tells(words: Sequence[str]) -> bool:
    """Whether words are more than a number, a day or a particle."""
    letters = [word for word in words if word.isalpha()]
    return sum(map(len, letters)) >= (_FEWEST if len(words) == 1 else 2 * _FEWEST)


def _passages(words: Sequence[str]) -> Iterator[Words]:
    return zip(*(words[start:] for start in range(PASSAGE)), strict=False)
