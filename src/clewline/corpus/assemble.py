"""The corpus: all documents and references that may be seen, the names that they answer to, and the addresses
of their pages.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup

from clewline.content.jekyll import post_at
from clewline.content.model import Attachment, Document, Kind, LinkKind, Parsed, RelationKind, Rich, Status
from clewline.content.works import Notice, Reference
from clewline.corpus.addresses import (
    HOME,
    Claim,
    Clash,
    attachment_addresses,
    distinguishing_folder,
    front_page_note,
    page_addresses,
    permanent_address,
)
from clewline.corpus.ambiguous import each, listed
from clewline.corpus.names import Names, candidates
from clewline.corpus.node import Node, reference_node, topic_node
from clewline.corpus.references import gather_references, is_about_works
from clewline.diagnostics.diagnostic import Checked, Diagnostic, Related
from clewline.text.names import name_key, without_markdown
from clewline.text.spans import Span, file_start

ADDRESSES = ("permalink", "url", "categories", "category")
"""The fields of the front matter that ask for an address or are a part of one: Jekyll's, and Hugo's."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that a site is made of.

    ``documents`` and their ``kinds``: by path; ``withheld``: documents and references that must not be seen;
    ``identifiers``: key of the reference with a DOI or arXiv number; ``urls``: page of each document, topic
    and reference, and address of each attachment; ``ways``: addresses that lead on to a document, with its
    path; ``standings``: what has become of each reference's work; ``topics``: display name of each topic and
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
    ways: Mapping[str, str]
    standings: Mapping[str, tuple[Notice, ...]] = field(default_factory=dict)


@lru_cache(maxsize=1 << 16)
def plain(rich: Rich) -> str:
    """The words of inline HTML, without its markup and without what stands in its holes. Titles are asked for
    whenever pages come or go.
    """
    return Markup("".join(part for part in rich if isinstance(part, str))).striptags()


def assemble(
    parsed: Iterable[Parsed], attachments: Iterable[Attachment], drafts: bool, addresses: str = ""
) -> Checked[Corpus]:
    """The corpus of all parsed files, and what is wrong between them: names, keys and addresses that several
    claim.

    ``addresses`` are ``flat`` or in ``folders``; where that is said, those of the other form lead on to them.
    """
    found: list[Diagnostic] = []
    everything = sorted(parsed, key=_place)
    documents = {p.document.path: p.document for p in everything if p.document}
    hidden = (Status.PRIVATE,) if drafts else (Status.PRIVATE, Status.DRAFT)
    secret = {path for path, document in documents.items() if document.status in hidden}
    files = {a.path: a for a in sorted(attachments)}
    names = _names(documents, files, found)
    open_files = [p for p in everything if not (p.document and p.document.path in secret)]
    references, identifiers = gather_references(open_files, found)
    works = (work for p in everything if not is_about_works(p) for work in p.references)
    hidden_works = {work.key for work in works if work.key not in references}
    visible = {path: document for path, document in documents.items() if path not in secret}
    topics, introductions = _topics(visible, names, found)
    in_folders = addresses == "folders"
    urls = _urls(visible, topics, introductions, references, found, in_folders)
    urls.update(attachment_addresses(files).items())
    others = _urls(visible, topics, introductions, references, [], not in_folders) if addresses else {}
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
        _ways(visible, others),
    )
    return Checked(corpus, tuple(found))


def _ways(documents: Mapping[str, Document], others: Mapping[Node, str]) -> dict[str, str]:
    """Addresses that lead on to documents, with their paths: those that they ask for, and where they would
    stand otherwise.
    """
    ways = {others[path]: path for path in documents if path in others}
    return ways | {address: path for path, one in documents.items() for address in _asked_addresses(one)}


def _asked_addresses(document: Document) -> Iterator[str]:
    """The addresses that the front matter of ``document`` asks for. What is no path says where else it stands
    (``url``), or what it is called (``aliases``). A post of Jekyll's has the address that its name gives it.
    """
    extra = dict(document.extra)
    permalink, url = (value if isinstance(value := extra.get(name), str) else "" for name in ADDRESSES[:2])
    paths = (name for name in (url, *document.aliases) if name.startswith("/"))
    yield from filter(None, map(permanent_address, (permalink, *paths)))
    if (post := post_at(document.path)) and not permalink:
        categories = extra.get("categories", extra.get("category", ""))
        named = categories.split() if isinstance(categories, str) else categories
        yield permanent_address("/".join((*(name.lower() for name in named), post.address)))


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


def _topics(
    documents: Mapping[str, Document], names: Names, found: list[Diagnostic]
) -> tuple[dict[str, str], dict[str, str]]:
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
            introductions[key if own[key] == 1 else without_markdown(name_key(path))] = path
        for name in topic_names(document):
            spelled.setdefault(name_key(name), set()).add(name)
    topics: dict[str, str] = {}
    for key, spellings in spelled.items():
        named = candidates(key, names)
        fitting = introducing(key, names, documents)
        if len(fitting) == 1:
            introductions[key] = fitting[0]
            continue
        if len(fitting) > 1 and (path := _filed_under(key, documents)):
            message = f"several notes could introduce the topic {min(spellings)!r}: {listed(fitting)}"
            hint = "write the path of the one that is meant, wherever documents are filed under it"
            related = tuple(each(fitting))
            found.append(Diagnostic("topic-ambiguous", message, file_start(path), hint, related))
        if fitting or not named or any(path in documents for path in named):
            topics[key] = min(spellings)
    topics |= {key: plain(documents[path].title) for key, path in introductions.items()}
    return dict(sorted(topics.items())), dict(sorted(introductions.items()))


def _filed_under(key: str, documents: Mapping[str, Document]) -> str:
    """The path of the first document that is filed under a topic, but for tags: they are not written to name
    notes. Empty when there is none.
    """
    for path, document in documents.items():
        links = (document.links[one.link] for one in document.relations if one.kind is RelationKind.TOPIC)
        if any(link.kind is not LinkKind.TAG and name_key(link.target) == key for link in links):
            return path
    return ""


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
    """The kind of a document's page: a topic's for its introduction, `Kind.REFERENCE` where it has none."""
    folder, own, _ = corpus.urls.get(path, "").partition("/")
    return Kind(folder) if own else Kind.REFERENCE


def _urls(
    documents: Mapping[str, Document],
    topics: Mapping[str, str],
    introductions: Mapping[str, str],
    references: Mapping[str, Reference],
    found: list[Diagnostic],
    in_folders: bool,
) -> dict[Node, str]:
    """The address of every page by what it is about; see `Corpus.urls`."""
    kinds = {path: document.kind for path, document in documents.items()} | dict.fromkeys(
        introductions.values(), Kind.TOPIC
    )
    front = front_page_note({path: document.kind for path, document in documents.items()})
    urls: dict[Node, str] = {front: HOME} if kinds.pop(front, None) else {}
    clashes: list[tuple[Clash, Span]] = []
    for kind in (Kind.LINE, Kind.NOTE, Kind.TOPIC):
        claims = [
            Claim(path, documents[path].stem, distinguishing_folder(path))
            for path in documents
            if kinds.get(path) is kind
        ]
        made, lost = page_addresses(kind, claims, {}, in_folders)
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
