"""Names of notes and files: the form in which they are compared, and their parts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

_HOST = re.compile(
    r"(?:https?/+)?(www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|dev|eu|uk|de|fr)(?:/|$))",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"(?:\..*|.*~|~\$.*|#.*#|4913|.*___jb_(?:tmp|old)___|.*\.sb-[0-9a-f]{8}-\w+"
    r"|.*\.(?:swp|swo|swx|tmp|bak|orig|rej|part|crdownload|save)|.*\.tmp\.[0-9.]+)",
    re.DOTALL,
)


MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
"""The endings of Markdown files, in small letters."""


DOCUMENTS = (*MARKDOWN, ".canvas")
"""The endings of all files that become documents."""


def is_document(path: str) -> bool:
    """Whether the file at ``path`` becomes a document, by its ending."""
    return path.lower().endswith(DOCUMENTS)


def is_markdown(path: str) -> bool:
    """Whether ``path`` is that of a Markdown file, by its ending."""
    return path.lower().endswith(MARKDOWN)


def without_markdown(path: str) -> str:
    """``path`` without the ending of a Markdown file."""
    return path[: -len(path.rpartition(".")[2]) - 1] if is_markdown(path) else path


@lru_cache(maxsize=1 << 17)
def name_key(name: str) -> str:
    """The form in which names are compared: NFC, case folded, white space collapsed. The same names are asked
    for again and again.
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def stem(path: str) -> str:
    """The file name of ``path`` without folders and without its last ending."""
    name = path.rsplit("/", 1)[-1]
    base, dot, _ = name.rpartition(".")
    return base if dot and base else name


def annotated_key(path: str) -> str:
    """The key of the reference that the file at ``path`` annotates: its stem, without the ``@`` that some
    programs write before it.
    """
    return stem(path).removeprefix("@")


def folder(path: str) -> str:
    """The folder part of ``path``; empty for a file at the top."""
    return path.rpartition("/")[0]


def upward(path: str) -> Iterator[str]:
    """``path`` and the folders that it stands in, the nearest first."""
    while path:
        yield path
        path = folder(path)


def is_passing(name: str) -> bool:
    """Whether a file name is hidden, or of the kind that editors write beside a file while they save it."""
    return bool(_PASSING.fullmatch(name))


def host_meant(address: str) -> str:
    """The address with its protocol, where ``address`` begins with what can only be the name of a host; else
    empty.
    """
    host = _HOST.match(address)
    return f"https://{address[host.start(1) :]}" if host else ""


def host_of(address: str) -> str:
    """The host of a whole address, in small letters; empty where there is none, or more than a host."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
