"""The corpus: all documents and references that may be seen, the names that they answer to, and the addresses
of their pages.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import normpath

from markupsafe import Markup

from clewline.content.model import (
    Attachment,
    Document,
    Kind,
    LinkKind,
    Parsed,
    Reference,
    RelationKind,
    Rich,
    Status,
)
from clewline.corpus.addresses import (
    Claim,
    Clash,
    attachment_addresses,
    distinguishing_folder,
    page_addresses,
)
from clewline.corpus.node import Node, reference_node, topic_node
from clewline.diagnostics.diagnostic import Checked, Diagnostic, Related
from clewline.text.names import name_key
from clewline.text.spans import Span, file_start


@dataclass(frozen=True, slots=True)
class Names:
    """What documents (by stem, alias and title) and attachments (by file name) answer to, in the form of
    `name_key`; the values are paths. Withheld documents are among them: a link to one must be known for what
    it is.
    """

    stems: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]
    files: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that a site is made of.

    ``documents`` and their ``kinds``: by path; ``withheld``: documents and references that must not be seen;
    ``identifiers``: key of the reference with a DOI or arXiv number; ``urls``: page of each document, topic
    and reference, and address of each attachment; ``topics``: display name of each topic and
    ``introductions``: path of the document that introduces it, both by every name key that the topic goes by.
    """

    documents: Mapping[str, Document]
    kinds: Mapping[str, Kind]
    withheld: Collection[Node]
    names: Names
    references: Mapping[str, Reference]
    identifiers: Mapping[str, str]
    attachments: Mapping[str, Attachment]
    topics: Mapping[str, str]
    introductions: Mapping[str, str]
    urls: Mapping[Node, str]


@lru_cache(maxsize=1 << 16)
def plain(rich: Rich) -> str:
    """The words of inline HTML, without its markup and without what stands in its holes. Titles are asked for
    whenever pages come or go.
    """
    return Markup("".join(part for part in rich if isinstance(part, str))).striptags()


def assemble(parsed: Iterable[Parsed], attachments: Iterable[Attachment], drafts: bool) -> Checked[Corpus]:
    """The corpus of all parsed files, and what is wrong between them: names, keys and addresses that several
    claim.
    """
    found: list[Diagnostic] = []
    everything = sorted(parsed, key=_place)
    documents = {p.document.path: p.document for p in everything if p.document}
    hidden = (Status.PRIVATE,) if drafts else (Status.PRIVATE, Status.DRAFT)
    secret = {path for path, document in documents.items() if document.status in hidden}
    files = {a.path: a for a in sorted(attachments)}
    names = _names(documents, files, found)
    open_files = [p for p in everything if not (p.document and p.document.path in secret)]
    references, identifiers = _references(open_files, found)
    hidden_works = {r.key for p in everything for r in p.references if r.key not in references}
    visible = {path: document for path, document in documents.items() if path not in secret}
    topics, introductions = _topics(visible, names)
    urls = _urls(visible, topics, introductions, references, found)
    urls.update(attachment_addresses(files).items())
    kinds = {path: document.kind for path, document in visible.items()}
    corpus = Corpus(
        visible,
        kinds,
        frozenset([*secret, *map(reference_node, hidden_works)]),
        names,
        references,
        identifiers,
        files,
        topics,
        introductions,
        urls,
    )
    return Checked(corpus, tuple(found))


def _place(parsed: Parsed) -> str:
    """The path of the file that ``parsed`` comes from, as far as that matters: empty when there is nothing in
    it.
    """
    if parsed.document:
        return parsed.document.path
    return parsed.references[0].span.path if parsed.references else ""


def _names(documents: Mapping[str, Document], files: Iterable[str], found: list[Diagnostic]) -> Names:
    stems: dict[str, list[str]] = {}
    aliases: dict[str, list[str]] = {}
    titles: dict[str, list[str]] = {}
    attached: dict[str, list[str]] = {}
    for path, document in documents.items():
        if document.kind is Kind.REFERENCE:
            continue
        stems.setdefault(name_key(document.stem), []).append(path)
        titles.setdefault(name_key(plain(document.title)), []).append(path)
        for alias in dict.fromkeys(map(name_key, document.aliases)):
            aliases.setdefault(alias, []).append(path)
    for path in files:
        attached.setdefault(name_key(path.rpartition("/")[2]), []).append(path)
    for what, code, table in (("file name", "slug-duplicate", stems), ("alias", "alias-duplicate", aliases)):
        for key, paths in table.items():
            for path in paths[1:]:
                message = f"the {what} {_spelling(key, documents[path])!r} is also that of {paths[0]}"
                related = (Related(file_start(paths[0]), "the other one"),)
                hint = "links to it are ambiguous: rename one of them, or link by path"
                found.append(Diagnostic(code, message, file_start(path), hint, related))
    return Names(
        *(
            {name: tuple(paths) for name, paths in table.items()}
            for table in (stems, aliases, titles, attached)
        )
    )


def _spelling(key: str, document: Document) -> str:
    """How ``document`` writes the one of its names that has this key."""
    return next(name for name in (document.stem, *document.aliases) if name_key(name) == key)


def candidates(name: str, names: Names, folder: str = "") -> tuple[str, ...]:
    """The paths of the documents that ``name`` may mean in a file in ``folder``: one when it is clear,
    several when it is ambiguous.

    Obsidian's order: the exact path (``./`` and ``../`` start from the folder), the end of a path, a file at
    the top, a file name, an alias, a title.
    """
    key = name_key(name.replace("\\", "/"))
    relative = key.startswith(("./", "../"))
    key = key.strip("/").removesuffix(".md")
    if "/" in key:
        place = normpath(f"{name_key(folder)}/{key}" if relative else key).lstrip("/")
        same = names.stems.get(place.rpartition("/")[2], ())
        keys = {path: name_key(path).removesuffix(".md") for path in same}
        exact = tuple(path for path in same if keys[path] == place)
        below = exact or tuple(path for path in same if keys[path].endswith(f"/{place}"))
        if below:
            return below
        key = key.removeprefix("./")
    stems = names.stems.get(key, ())
    at_top = tuple(path for path in stems if "/" not in path)
    return (at_top if len(at_top) == 1 else stems) or names.aliases.get(key, ()) or names.titles.get(key, ())


def _references(
    everything: list[Parsed], found: list[Diagnostic]
) -> tuple[dict[str, Reference], dict[str, str]]:
    """References by key, and the key of each identifier (``doi:…``, ``arxiv:…``); a bare identifier makes a
    reference of its own.
    """
    from clewline.content.bibliography import bare_reference, identifiers

    references: dict[str, Reference] = {}
    for reference in (r for p in everything for r in p.references):
        first = references.setdefault(reference.key, reference)
        if first is not reference:
            related = (Related(first.span, "first given here"),)
            message = f"the reference {reference.key!r} is given twice"
            found.append(
                Diagnostic(
                    "reference-duplicate",
                    message,
                    reference.span,
                    "keep one of them; the first is used",
                    related,
                )
            )
    known = {identifier: key for key in reversed(references) for identifier in identifiers(references[key])}
    for parsed in everything:
        document = parsed.document
        for relation in document.relations if document else ():
            assert document is not None
            link = document.links[relation.link]
            if (
                relation.kind is RelationKind.REFERENCE
                and link.target.startswith(("arxiv:", "doi:"))
                and link.target not in known
            ):
                bare = bare_reference(link.target, link.span)
                if bare:
                    references[bare.key] = bare
                    known[link.target] = bare.key
    return dict(sorted(references.items())), known


def _topics(documents: Mapping[str, Document], names: Names) -> tuple[dict[str, str], dict[str, str]]:
    """The display name of each topic, and the document that introduces it; files below a folder ``topics``
    are topics as they are.

    A topic that goes by several names of its introduction has several keys and one page. A name that belongs
    only to withheld documents is no topic: it would publish the name.
    """
    spelled: dict[str, set[str]] = {}
    introductions: dict[str, str] = {}
    own = Counter(name_key(document.stem) for document in documents.values() if document.kind is Kind.TOPIC)
    for path, document in documents.items():
        if document.kind is Kind.TOPIC:
            key = name_key(document.stem)
            introductions[key if own[key] == 1 else name_key(path).removesuffix(".md")] = path
        for name in topic_names(document):
            spelled.setdefault(name_key(name), set()).add(name)
    topics: dict[str, str] = {}
    for key, spellings in spelled.items():
        named = candidates(key, names)
        fitting = introducing(key, names, documents)
        if len(fitting) == 1:
            introductions[key] = fitting[0]
        elif fitting or not named or any(path in documents for path in named):
            topics[key] = min(spellings)
    topics |= {key: plain(documents[path].title) for key, path in introductions.items()}
    return dict(sorted(topics.items())), dict(sorted(introductions.items()))


def introducing(name: str, names: Names, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The paths of the visible documents that could introduce the topic ``name``: one below ``topics``, else
    notes of that name.
    """
    fitting = tuple(
        path
        for path in candidates(name, names)
        if path in documents and documents[path].kind in (Kind.NOTE, Kind.TOPIC)
    )
    own = tuple(path for path in fitting if documents[path].kind is Kind.TOPIC)
    return own if len(own) == 1 else fitting


def topic_names(document: Document) -> list[str]:
    """The names of the topics that ``document`` is filed under, as written, in order: front matter, then tags
    in the text.
    """
    names = [document.links[r.link].target for r in document.relations if r.kind is RelationKind.TOPIC]
    names += [link.target for link in document.links if link.kind is LinkKind.TAG]
    return list({name_key(name): name for name in reversed(names)}.values())[::-1]


def page_kind(corpus: Corpus, path: str) -> Kind:
    """The kind of page that a document gets: a note that introduces a topic gets that topic's page."""
    return Kind(corpus.urls[path].partition("/")[0]) if path in corpus.urls else Kind.REFERENCE


def _urls(
    documents: Mapping[str, Document],
    topics: Mapping[str, str],
    introductions: Mapping[str, str],
    references: Mapping[str, Reference],
    found: list[Diagnostic],
) -> dict[Node, str]:
    """The address of every page by what it is about; see `Corpus.urls`."""
    kinds = {path: document.kind for path, document in documents.items()} | dict.fromkeys(
        introductions.values(), Kind.TOPIC
    )
    urls: dict[Node, str] = {}
    clashes: list[tuple[Clash, Span]] = []
    for kind in (Kind.LINE, Kind.NOTE, Kind.TOPIC):
        claims = [
            Claim(path, documents[path].stem, distinguishing_folder(path))
            for path in documents
            if kinds[path] is kind
        ]
        made, lost = page_addresses(kind, claims, {})
        urls.update(made.items())
        clashes += [(clash, file_start(clash.loser)) for clash in lost]
    names = [Claim(f"topic:{key}", name) for key, name in topics.items() if key not in introductions]
    # Topics that only a tag names have no place to report a clash at: a digest in the address has to do.
    taken = {url: path for path, url in urls.items() if isinstance(path, str)}
    made, _ = page_addresses(Kind.TOPIC, names, taken)
    urls |= {
        topic_node(key): urls[introductions[key]] if key in introductions else made[f"topic:{key}"]
        for key in topics
    }
    cited = {f"@{key}": key for key in references}
    made, lost = page_addresses(Kind.REFERENCE, [Claim(name, key) for name, key in cited.items()], {})
    urls |= {reference_node(key): made[name] for name, key in cited.items()}
    clashes += [(clash, references[cited[clash.loser]].span) for clash in lost]
    for clash, place in clashes:
        message = f"{clash.loser} and {clash.winner} would both be {clash.wanted}"
        found.append(Diagnostic("url-conflict", message, place, "rename one of them"))
    return urls
