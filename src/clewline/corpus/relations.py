"""What is wrong with the relations that a line states, once it is known what they lead to."""

from collections.abc import Mapping, Sequence

from clewline.content.model import Document, Kind, Link, RelationKind
from clewline.content.stances import STATED
from clewline.corpus.target import Target, TargetKind
from clewline.diagnostics.diagnostic import Diagnostic, Related

_STANCES = frozenset(stance.relation for stance in STATED)


def relation_findings(
    document: Document, targets: Sequence[Target], kinds: Mapping[str, Kind]
) -> tuple[Diagnostic, ...]:
    """Next lines that are none, a stance on a note that the synthesis never cites, and two stances on one
    note; ``targets`` are those of the links of ``document``, and ``kinds`` those of documents by path.
    """
    if document.kind is not Kind.LINE:
        return ()
    found: list[Diagnostic] = []

    def report(code: str, message: str, link: Link, hint: str, *related: Related) -> None:
        found.append(Diagnostic(code, message, link.span, hint, related))

    cited = {
        t.key
        for link, t in zip(document.links, targets, strict=True)
        if link.block >= 0 and t.kind is TargetKind.DOCUMENT
    }
    stances: dict[str, Link] = {}
    for relation in document.relations:
        link, target = document.links[relation.link], targets[relation.link]
        if relation.kind is RelationKind.NEXT and target.key and not _is_line(target, kinds):
            report(
                "next-missing",
                f"{link.target!r} is not a line",
                link,
                "name an inquiring line: a file below a folder lines/",
            )
        if relation.kind not in _STANCES or target.kind is not TargetKind.DOCUMENT:
            continue
        if target.key not in cited:
            message = f"`{relation.kind}` names {link.target!r}, which the synthesis never cites"
            report("relation-uncited", message, link, "cite it in the text, or take it out")
        if target.key in stances:
            related = Related(stances[target.key].span, "the other stance")
            report(
                "relation-conflict",
                f"two stances are given for {link.target!r}",
                link,
                "keep one",
                related,
            )
        stances.setdefault(target.key, link)
    return tuple(found)


def _is_line(target: Target, kinds: Mapping[str, Kind]) -> bool:
    return target.kind is TargetKind.DOCUMENT and kinds[target.key] is Kind.LINE
