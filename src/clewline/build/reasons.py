"""Why a page is made again, in words: what had changed of all that it was made from."""

from clewline.engine.database import Database
from clewline.engine.nodes import Key, Kind

TOUCHED = "its files in the output were missing or had been changed"
_MOST = 3
_WORDS = {
    "file": "the file {}",
    "attachment": "the attachment {}",
    "setting": "the setting {}",
    "look": "the templates",
    "template": "the template {}",
    "body": "the text of {}",
    "parsed": "the text of {}",
    "face": "the text of {}",
    "address": "the address of {}",
    "record": "the reference {}",
    "formatted": "the entry of the reference {}",
    "site": "the names or sections of the site",
    "inward": "what leads to {}",
    "outward": "where {} leads",
    "links": "where the links of {} lead",
}


def reason(db: Database, kind: Kind, key: Key) -> str:
    """Why the value of ``key`` became stale; empty when it did not."""
    causes = db.roots_of_change(kind, key)
    said = list(dict.fromkeys(_said(name, key) for name, key in causes))
    if not said:
        return ""
    if len(said) > _MOST:
        said = [*said[:_MOST], f"{len(said) - _MOST} more"]
    return f"{' and '.join(filter(None, (', '.join(said[:-1]), said[-1])))} had changed"


def _said(name: str, key: Key) -> str:
    subject = key if isinstance(key, str) else " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
    words = _WORDS.get(name, f"the {name.replace('_', ' ')} of {{}}")
    return words.format(subject).removesuffix(" of ")
