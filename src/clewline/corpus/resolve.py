"""Link resolution: what each link of a document points to, by Obsidian's rules (exact path, unique stem,
alias, title).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from clewline.content.model import Document, Kind, Link, LinkKind, RelationKind
from clewline.content.sections import anchor_blocks
from clewline.corpus.addresses import permanent_address, tag_path
from clewline.corpus.ambiguous import each, listed
from clewline.corpus.assemble import Corpus, plain
from clewline.corpus.names import candidates, folder_indexes, nearest_to
from clewline.corpus.node import Node, reference_node
from clewline.corpus.relations import relation_findings
from clewline.corpus.target import Target, TargetKind
from clewline.diagnostics.diagnostic import Checked, Diagnostic, Related
from clewline.text.did_you_mean import nearest
from clewline.text.headings import FORMS
from clewline.text.names import (
    MARKDOWN,
    annotated_key,
    folder,
    host_meant,
    is_markdown,
    name_key,
    stem,
    without_markdown,
)
from clewline.text.schemes import SCHEMES, is_web
from clewline.text.secrets import hidden

PUBLISHED_ENDINGS = frozenset(
    (
        "png jpg jpeg gif webp avif apng bmp svg pdf mp3 ogg wav m4a flac mp4 webm mov mkv ogv csv txt zip"
    ).split()
)


_BROKEN = Target(TargetKind.BROKEN)
_OF_PROGRAMS = {
    "base": "it is a base, a query that only Obsidian answers",
    "excalidraw": "it is a drawing that only Excalidraw opens, and no picture of it has been exported",
}
"""What files are that only a program of the author's can show."""
_TO_FILL = re.compile(r"\{\{[<%]|\{%|\{\{\s*(?:site|page|include)\.|\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)")
"""What a program puts an address in place of: tags of Hugo and Jekyll, blocks of Logseq."""
_PDF_PAGE = re.compile(r"page=\d{1,5}")


def link_document(document: Document, corpus: Corpus) -> Checked[tuple[Target, ...]]:
    """The target of each link of ``document``, by index, and what is wrong with them."""
    resolver = _Resolver(document, corpus)
    roles = {relation.link: relation.kind for relation in document.relations}
    awaited = {index for item in document.awaited for index in item.links}
    targets = tuple(
        resolver.awaited(link) if index in awaited else resolver.target(link, roles.get(index))
        for index, link in enumerate(document.links)
    )
    return Checked(targets, (*resolver.found, *relation_findings(document, targets, corpus.kinds)))


class _Resolver:
    """Resolves the links of one document; ``found`` gathers what is wrong."""

    def __init__(self, document: Document, corpus: Corpus) -> None:
        self.document = document
        self.corpus = corpus
        self.found: list[Diagnostic] = []

    def report(self, code: str, message: str, link: Link, hint: str, related: Sequence[Related] = ()) -> None:
        self.found.append(Diagnostic(code, message, link.span, hint, tuple(related)))

    def target(self, link: Link, role: RelationKind | None) -> Target:
        if role is RelationKind.TOPIC or link.kind is LinkKind.TAG:
            return self.topic(link)
        if link.kind is LinkKind.LABEL:
            return Target(TargetKind.TAG, tag_path(link.target))
        if link.kind is LinkKind.CITE:
            return self.reference(link)
        if link.kind is LinkKind.NARRATIVE:
            return self.named_work(link)
        if link.kind in (LinkKind.URL, LinkKind.IMAGE):
            return self.address(link)
        return self.name(link, role)

    def awaited(self, link: Link) -> Target:
        """The target of a link in what would change an answer: a note may be named there before there is
        one.
        """
        before = len(self.found)
        target = self.target(link, None)
        if target.kind is TargetKind.BROKEN and [d.code for d in self.found[before:]] == ["link-missing"]:
            del self.found[before:]
            return Target(TargetKind.WITHHELD, link.target)
        return target

    def topic(self, link: Link) -> Target:
        key = name_key(link.target)
        if key in self.corpus.introductions:
            return Target(TargetKind.DOCUMENT, self.corpus.introductions[key])
        if key not in self.corpus.topics:
            return self.withheld(link)
        return Target(TargetKind.TOPIC, key)

    def named_work(self, link: Link) -> Target:
        """The work that ``@name`` names, if there is one: it may as well be the name of somebody."""
        key = self.corpus.identifiers.get(link.target, link.target)
        known = key in self.corpus.references or reference_node(key) in self.corpus.withheld
        return self.reference(link) if known else _BROKEN

    def reference(self, link: Link) -> Target:
        key = self.corpus.identifiers.get(link.target, link.target)
        if key in self.corpus.references:
            return Target(TargetKind.REFERENCE, key)
        if reference_node(key) in self.corpus.withheld:
            return self.withheld(link)
        near = nearest(link.target, self.corpus.references)
        hint = (
            f"did you mean @{near}?"
            if near
            else "add it to a bibliography (.bib or CSL .json), or to a file below references/"
        )
        self.report("reference-missing", f"no reference has the key {link.target!r}", link, hint)
        return _BROKEN

    def address(self, link: Link) -> Target:
        """The target of ``[words](address)`` or ``![words](address)``."""
        try:
            parts = urlsplit(link.target)
        except ValueError:
            self.report("url-unsafe", f"this is not an address: {link.target}", link, "check the address")
            return _BROKEN
        scheme = parts.scheme.lower()
        if scheme in SCHEMES and (parts.netloc or not is_web(scheme)):
            if link.kind is LinkKind.IMAGE and not link.bare:
                hint = "save the image beside your notes, or name the host under `image-hosts`"
                self.report(
                    "image-remote",
                    f"a page cannot load an image from another host: {link.target}",
                    link,
                    hint,
                )
            if (named := hidden(link.target)) != link.target:
                self.report(
                    "url-secret",
                    f"readers can see what lets its holder in: {named}",
                    link,
                    "take the password, key or token out of the address",
                )
            return Target(TargetKind.EXTERNAL, link.target + (f"#{link.fragment}" if link.fragment else ""))
        if parts.scheme or parts.netloc or link.target.startswith(("\\", "/\\")):
            self.report(
                "url-unsafe",
                f"this kind of address cannot be linked to: {link.target}",
                link,
                "use https:, the link of a program such as zotero: or obsidian:, or a path",
            )
            return _BROKEN
        path = unquote(parts.path)
        if not path:
            return self.within(self.document.path, link)
        base = "" if path.startswith("/") else folder(self.document.path)
        # A site that gives each page a folder of its own has its links start from there.
        own = f"{base}/{self.document.stem}" if path.startswith("../") else base
        for place in dict.fromkeys(
            normpath(f"{start}/{path.lstrip('/')}").lstrip("/") for start in (base, "", own)
        ):
            for candidate in (place, *(place + ending for ending in MARKDOWN)):
                if candidate in self.corpus.documents:
                    return self.within(candidate, link)
                if candidate in self.corpus.withheld:
                    return self.withheld(link)
            if place in self.corpus.attachments:
                return self.attachment(place, link)
            if exact := [
                found for found in folder_indexes(place, self.corpus.names) if folder(found) == place
            ]:
                return self.document_at(exact[0], link)
        asked = (path, f"{path}/") if path.startswith("/") else ()
        for address in map(permanent_address, asked):
            if address in self.corpus.ways:
                return self.within(self.corpus.ways[address], link)
        return self.name(link._replace(target=path), None)

    def name(self, link: Link, role: RelationKind | None) -> Target:
        """The target of ``[[name#fragment]]`` or ``![[name#fragment]]``."""
        if not link.target:
            return self.within(self.document.path, link)
        if link.kind is LinkKind.EMBED and (picture := self.exported_picture(link.target)):
            return self.attachment(picture, link)
        paths = candidates(link.target, self.corpus.names, folder(self.document.path))
        if not paths:
            attachments = self.find_attachments(link.target)
            if len(attachments) > 1:
                self.ambiguous(link, attachments)
                return _BROKEN
            if attachments:
                return self.attachment(attachments[0], link)
            key = link.target.removeprefix("@")
            if key in self.corpus.references or reference_node(key) in self.corpus.withheld:
                return self.reference(link._replace(target=key))
            if name_key(link.target) in self.corpus.topics:
                return Target(TargetKind.TOPIC, name_key(link.target))
            if len(indexes := folder_indexes(link.target, self.corpus.names)) == 1:
                return self.document_at(indexes[0], link)
            self.missing(link, role)
            return _BROKEN
        if len(paths) > 1:
            self.ambiguous(link, paths)
            return _BROKEN
        return self.document_at(paths[0], link)

    def document_at(self, path: str, link: Link) -> Target:
        """The document at ``path``, if it may be seen."""
        return self.withheld(link) if path in self.corpus.withheld else self.within(path, link)

    def within(self, path: str, link: Link) -> Target:
        """The document at ``path``, and the place in it that the link's fragment names; of an annotation, the
        reference.
        """
        document = self.corpus.documents[path]
        if document.kind is Kind.REFERENCE:
            return Target(TargetKind.REFERENCE, annotated_key(path))
        if not link.fragment:
            return Target(TargetKind.DOCUMENT, path)
        fragment = unquote(link.fragment)
        place = anchor_blocks(document.body, fragment)
        if place is None and _is_title(fragment.partition("#")[0], document):
            below = fragment.partition("#")[2]
            place = anchor_blocks(document.body, below) if below else None
            if not below:
                return Target(TargetKind.DOCUMENT, path)
        if place is None:
            places = [heading.text for heading in document.body.headings] + [
                f"^{mark}" for mark, _, _ in document.body.marks
            ]
            near = nearest(link.fragment, places)
            hint = f"did you mean #{near}?" if near else "the link leads to the top of the page"
            self.report(
                "fragment-missing", f"{document.path} has no heading or block {link.fragment!r}", link, hint
            )
            return Target(TargetKind.DOCUMENT, path)
        return Target(TargetKind.DOCUMENT, path, *place)

    def find_attachments(self, name: str) -> tuple[str, ...]:
        """The paths of the attachments that ``name`` may mean: the path itself, one beside the document, else
        the end of any path.
        """
        beside = normpath(f"{folder(self.document.path)}/{name}").lstrip("/")
        for path in (name.lstrip("/"), beside):
            if path in self.corpus.attachments:
                return (path,)
        wanted = name_key(name.removeprefix("./")).lstrip("/")
        same = self.corpus.names.files.get(wanted.rpartition("/")[2], ())
        found = tuple(path for path in same if f"/{name_key(path)}".endswith(f"/{wanted}"))
        return nearest_to(folder(self.document.path), found)

    def exported_picture(self, name: str) -> str:
        """The picture that Excalidraw has exported of the drawing ``name``, beside it or anywhere; empty if
        there is none.
        """
        drawing = without_markdown(name)
        if not drawing.endswith(".excalidraw"):
            return ""
        bases = (drawing, drawing.removesuffix(".excalidraw"))
        pictures = (self.find_attachments(f"{base}.{ending}") for base in bases for ending in ("svg", "png"))
        return next((found[0] for found in pictures if len(found) == 1), "")

    def attachment(self, path: str, link: Link) -> Target:
        attachment = self.corpus.attachments[path]
        if attachment.fault:
            self.report(
                "attachment-unsafe",
                f"{path} cannot be published: {attachment.fault}",
                link,
                "link to another form of it",
            )
            return _BROKEN
        if _ending(path) not in PUBLISHED_ENDINGS:
            what = _OF_PROGRAMS.get(_ending(path), "no files of this kind are")
            message = f"{path} is not published: {what}"
            self.report("link-unpublished", message, link, "link to another form of it, such as a PDF")
            return Target(TargetKind.WITHHELD, path)
        return Target(
            TargetKind.ATTACHMENT, path, link.fragment if _PDF_PAGE.fullmatch(link.fragment) else ""
        )

    def missing(self, link: Link, role: RelationKind | None) -> None:
        if _TO_FILL.search(link.target):
            return  # what it leads to is not known before a program has run: `dialect-unsupported` says so
        if role is None and (link.kind is LinkKind.IMAGE or _ending(link.target) in PUBLISHED_ENDINGS):
            near = nearest(
                link.target.rpartition("/")[2], [path.rpartition("/")[2] for path in self.corpus.attachments]
            )
            hint = (
                f"did you mean {near}?"
                if near
                else "check the path; it is looked for beside the document and below the site folder"
            )
            self.report("attachment-missing", f"there is no file {link.target!r}", link, hint)
            return
        code = "link-missing"
        if role is RelationKind.NEXT:
            code = "next-missing"
        elif role is not None and link.block < 0 and link.label not in dict(self.document.extra):
            code = "relation-missing"
        elif self.is_cited(link):
            code = "citation-missing"
        near = nearest(link.target, _file_names(tuple(self.corpus.urls)))
        hint = f"did you mean [[{near}]]?" if near else "create the note, or correct the name"
        if link.kind is LinkKind.URL and (whole := host_meant(link.target)):
            hint = f"for another site, write the protocol: {whole}"
        self.report(code, f"no note or line is called {link.target!r}", link, hint)

    def is_cited(self, link: Link) -> bool:
        """Whether ``link`` stands where a line cites: in the text of its synthesis."""
        return (
            self.document.kind is Kind.LINE and link.block >= 0 and link.kind in (LinkKind.WIKI, LinkKind.URL)
        )

    def ambiguous(self, link: Link, paths: tuple[str, ...]) -> None:
        shown = [path for path in paths if path not in self.corpus.withheld]
        message = f"{link.target!r} is the name of {len(paths)} files: {listed(paths)}"
        self.report(
            "citation-ambiguous" if self.is_cited(link) else "link-ambiguous",
            message,
            link,
            "write its path instead",
            each(shown),
        )

    def withheld(self, link: Link) -> Target:
        message = f"{link.target!r} is private or a draft, so the link is not shown"
        hint = "publish it, or take the link out"
        self.report(
            "citation-unpublished" if self.is_cited(link) else "link-unpublished", message, link, hint
        )
        return Target(TargetKind.WITHHELD)


def _is_title(name: str, document: Document) -> bool:
    """Whether ``name`` is the title of ``document``, which may have stood above its text as a heading."""
    title = plain(document.title)
    return any(form(name) == form(title) != "" for form in FORMS)


@lru_cache(maxsize=2)
def _file_names(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """The file names of the documents among ``nodes``."""
    return tuple(stem(node) for node in nodes if isinstance(node, str) and is_markdown(node))


def _ending(path: str) -> str:
    """The ending of a file name in lower case, without the dot; empty when there is none."""
    return path.rpartition("/")[2].rpartition(".")[2].lower() if "." in path else ""
