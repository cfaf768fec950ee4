"""A sentence of a document as plain text."""

from clewline.content.model import Rich
from clewline.corpus.graph import is_citation
from clewline.pages.filled import CiteView
from clewline.pages.views import Views


def sentence_text(path: str, parts: Rich, views: Views) -> str:
    """A sentence of a document as plain text, links as their words."""
    if len(parts) == 1 and isinstance(only := parts[0], str):
        return " ".join(only.split())
    shown, targets, document = views.views(path), views.graph.targets[path], views.corpus.documents[path]
    pieces: list[str] = []
    bracket = False
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
            bracket = False
            continue
        link, view = document.links[part.index], shown[part.index]
        if isinstance(view, CiteView):
            # References cited one right after the other stand in one bracket.
            before = f"{pieces.pop()[:-1]}; " if bracket else "("
            pieces.append(f"{before}{view.label})")
            bracket = True
            continue
        cites = is_citation(document, link.block, targets[part.index], views.corpus)
        words = "" if cites and link.bare else getattr(view, "text", "")
        if not words and pieces:
            pieces[-1] = pieces[-1].rstrip()
        pieces.append(words)
        bracket = False
    return " ".join("".join(pieces).split())
