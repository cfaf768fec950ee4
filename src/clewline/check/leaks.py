"""Leaks: whether anything of a withheld document is in the output."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from clewline.check.secrets import Secret, Secrets, secrets_of, words_in, words_published
from clewline.content.loader import Content
from clewline.content.parse import parse
from clewline.corpus.assemble import Corpus
from clewline.corpus.names import candidates
from clewline.diagnostics.diagnostic import Diagnostic, Related
from clewline.text.names import folder
from clewline.text.spans import SourceFile, Span, file_start, span_at
from clewline.theme.theme import Theme

_WIKI = re.compile(r"!?\[\[([^\[\]|#^]*)[^\[\]|]*(?:\|(?P<words>[^\[\]]*))?\]\]")
_LINK = re.compile(r"\]\(<?([^()<>\s]+\.(?:md|markdown|mdown|mkd))(?:#[^()<>]*)?>?\)", re.IGNORECASE)
_FILES_SHOWN = 3

Compile = Callable[[Content], Mapping[str, bytes]]
"""Gives the files of the site that some content makes."""


class Search(NamedTuple):
    """What a search for leaks gave: how many documents are withheld, and what was found."""

    withheld: int
    diagnostics: tuple[Diagnostic, ...]


def find_leaks(
    content: Content, corpus: Corpus, theme: Theme, files: Mapping[str, bytes], out: str, make: Compile
) -> Search:
    """What of the withheld documents in ``content`` is in the ``files`` of the output folder ``out``.

    What published documents say themselves is no leak, nor a single word that the theme uses, nor what the
    site would hold (by ``make``) if there were no withheld documents at all; links to them are no reason to
    show their names.
    """
    texts = {file.source.path: file.source.data.decode("utf-8", "replace") for file in content.files}
    withheld = [file for file in content.files if file.source.path in corpus.withheld]
    documents = [
        document
        for file in withheld
        if (document := parse(file.source, file.kind).value.document) is not None
    ]
    if not documents:
        return Search(0, ())
    shown = {
        path: _without_links(text, path, corpus)
        for path, text in texts.items()
        if path not in corpus.withheld
    }
    secrets = secrets_of(documents, texts).without(map(words_in, shown.values()))
    secrets = secrets.without_words({word for _, text in theme.templates for word in words_in(text)})
    found = _found(secrets, files)
    if found:
        open_files = tuple(
            replaced._replace(source=SourceFile(replaced.source.path, shown[replaced.source.path].encode()))
            for replaced in content.files
            if replaced.source.path in shown
        )
        others = _found(secrets, make(content._replace(files=open_files)))
        found = {secret: urls for secret, urls in found.items() if secret not in others}
    return Search(len(documents), tuple(_diagnostics(found, files, out)))


def _found(secrets: Secrets, files: Mapping[str, bytes]) -> dict[Secret, list[str]]:
    """The files in which each of ``secrets`` is, in the order of paths."""
    found: dict[Secret, list[str]] = {}
    for url, data in sorted(files.items()):
        for secret in set(secrets.found_in(words_published(url, data))):
            found.setdefault(secret, []).append(url)
    return found


def _without_links(text: str, path: str, corpus: Corpus) -> str:
    """``text`` without the names of withheld documents in its links; words that a link gives itself stay."""

    def blank(link: re.Match[str]) -> str:
        named = candidates(unquote(link[1]).strip(), corpus.names, folder(path)) if link[1].strip() else ()
        hides = named and all(one in corpus.withheld for one in named)
        return f" {link.groupdict().get('words') or ''} " if hides else link[0]

    return _LINK.sub(blank, _WIKI.sub(blank, text))


def _diagnostics(
    found: Mapping[Secret, list[str]], files: Mapping[str, bytes], out: str
) -> Iterator[Diagnostic]:
    """A finding for each secret that is out; of the passages of one document, for the first in each file."""
    passages: set[tuple[str, str]] = set()
    for secret, urls in found.items():
        if secret.what == "a passage":
            if (secret.path, urls[0]) in passages:
                continue
            passages.add((secret.path, urls[0]))
        more = f" and {len(urls) - 1} more files" if len(urls) > 1 else ""
        yield Diagnostic(
            "withheld-leak",
            f"{secret.what} of {secret.path}, which is withheld, is published{more}",
            _place(urls[0], files[urls[0]], secret, out),
            "do not publish this folder; build again, and look at templates of your own",
            (
                *(Related(file_start(f"{out}/{url}"), "here too") for url in urls[1:_FILES_SHOWN]),
                Related(file_start(secret.path), "the withheld document"),
            ),
        )


def _place(url: str, data: bytes, secret: Secret, out: str) -> Span:
    """Where ``secret`` stands in a file, as far as it stands there as it is written."""
    text = data.decode("utf-8", "replace")
    words = re.search(r"[\W_]+".join(map(re.escape, secret.words)), text, re.IGNORECASE)
    if words is None:
        return file_start(f"{out}/{url}")
    line = text.count("\n", 0, words.start()) + 1
    column = words.start() - text.rfind("\n", 0, words.start())
    return span_at(f"{out}/{url}", line, column, len(words[0]))
