"""Which document is meant on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

from clewline.cli.exits import USAGE, Stop
from clewline.cli.site import path_below

if TYPE_CHECKING:
    from clewline.corpus.assemble import Corpus


def document_named(name: str, root: Path, corpus: "Corpus", notes: bool = True) -> str:
    """The path of the line, or if ``notes`` also the note, that is meant. Ends the command when
    there is none, or more than one.
    """
    from clewline.content.model import Kind
    from clewline.text.did_you_mean import nearest
    from clewline.text.names import name_key, without_markdown

    wanted = path_below(root, name).partition("#")[0]
    kinds = (Kind.LINE, Kind.NOTE) if notes else (Kind.LINE,)
    paths = [path for path, kind in corpus.kinds.items() if kind in kinds]
    if wanted in paths:
        return wanted
    named = [
        path
        for path in paths
        if corpus.urls.get(path) == wanted or name_key(corpus.documents[path].stem) == name_key(wanted)
    ]
    if len(named) == 1:
        return named[0]
    if named:
        raise Stop(USAGE, f"{name} may be {' or '.join(named)}; give the path")
    stems = {corpus.documents[path].stem: path for path in paths}
    near = nearest(without_markdown(wanted.rpartition("/")[2]), stems)
    what = "no line and no note" if notes else "no line"
    meant = f"; did you mean {stems[near]}?" if near else ""
    raise Stop(USAGE, f"{what} is called {name}{meant}")
