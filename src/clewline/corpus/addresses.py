"""Addresses: where each page and attachment stands in the output. They are made from names, never cut, and no
two are the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from slugify import slugify

from clewline.content.model import Kind
from clewline.text.digest import digest
from clewline.text.names import stem

_KINDS = frozenset(Kind)
_PLAIN_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PERMANENT = re.compile(r"[\w~-][\w.~-]{0,199}", re.ASCII)
_RESERVED = frozenset(
    ("index", "con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)))
)
_MAX_SLUG = 200
"""Bytes; file systems hold 255, and an ending and a digest must have room."""
HOME = "index.html"
"""The address of the front page."""
_FRONT = ("index", "home", "readme", "_index")


class Claim(NamedTuple):
    """What asks for an address: its key in the result, its name, and the folders that tell it from others of
    that name (``a/b``).
    """

    key: str
    name: str
    folder: str = ""


class Clash(NamedTuple):
    """Two keys whose names and folders give the same address; ``loser`` has another one, made with a
    digest.
    """

    loser: str
    winner: str
    wanted: str


def page_slug(name: str) -> str:
    """The part of an address that a name gives: lower-case words with hyphens, in ASCII if the name is in
    Latin letters, else in its own script. Cut only where no file system could hold the name.
    """
    slug = name if _PLAIN_SLUG.fullmatch(name) else _slug(name)
    if not slug:
        slug = f"page-{digest(name.encode())[:8]}"
    if len(slug.encode()) > _MAX_SLUG:
        cut = slug.encode()[:_MAX_SLUG].decode(errors="ignore")
        slug = f"{cut.rpartition('-')[0] or cut}-{digest(name.encode())[:8]}"
    return f"{slug}-page" if slug in _RESERVED else slug


def _slug(name: str) -> str:
    whole = unicodedata.normalize("NFC", name).lower()
    if all(character.isascii() or _is_latin(character) for character in whole if character.isalpha()):
        return slugify(name)
    # A mark belongs to its letter: without it words of Hindi or Thai would fall apart.
    kept = (c if c.isalnum() or unicodedata.category(c).startswith("M") else "-" for c in whole)
    return "-".join(filter(None, "".join(kept).split("-")))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN ", "MODIFIER LETTER", "FEMININE", "MASCULINE"))


def page_addresses(
    kind: Kind, claims: Iterable[Claim], taken: Mapping[str, str], in_folders: bool = False
) -> tuple[dict[str, str], list[Clash]]:
    """A page address for each claim by its key, and the clashes; ``taken`` are addresses that others have,
    with their keys.

    A name that several claim gives way to folder and name; a file at the top keeps the plain address. Or all
    stand ``in_folders``, as the files do.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        parts = claim.folder.split("/") if in_folders and claim.folder else []
        groups.setdefault("/".join(map(page_slug, (*parts, claim.name))), []).append(claim)
    owners = dict(taken)
    found: dict[str, str] = {}
    clashes: list[Clash] = []
    crowded: list[Claim] = []
    for slug, group in groups.items():
        url = f"{kind.value}/{slug}.html"
        if len(group) == 1 and url not in owners:
            owners[url] = group[0].key
        else:
            crowded.extend(group)
    for claim in sorted(crowded):
        url = wanted = (
            f"{kind.value}/{page_slug(f'{claim.folder} {claim.name}' if claim.folder else claim.name)}.html"
        )
        if wanted in owners:
            clashes.append(Clash(claim.key, owners[wanted], wanted))
            url = f"{wanted.removesuffix('.html')}-{digest(claim.key.encode())[:8]}.html"
        owners[url] = claim.key
    found = {key: url for url, key in owners.items() if url not in taken}
    return found, clashes


def distinguishing_folder(path: str) -> str:
    """The folders of ``path`` as far as they tell notes apart: without those at the front that only say what
    kind of file it is.
    """
    folders = path.split("/")[:-1]
    while folders and folders[0] in _KINDS:
        del folders[0]
    return "/".join(folders)


def permanent_address(permalink: str) -> str:
    """The address of a page that ``permalink`` asks for: a path, or a whole address of which the path counts;
    empty if there is nothing to be had.
    """
    path = urlsplit(permalink.strip()).path
    parts = [part for part in path.removesuffix(".html").split("/") if part.strip(". ")]
    kept = [part if _PERMANENT.fullmatch(part) else page_slug(part) for part in parts]
    if not kept or kept[0] == "assets":
        return ""
    return "/".join(kept) + ("/index.html" if path.endswith("/") else ".html")


def tag_path(name: str) -> str:
    """The path that tells a tag from others: the words of each of its parts."""
    return "/".join(page_slug(part) for part in name.split("/") if part)


def tag_address(path: str) -> str:
    """The address of the page of the tag with this path."""
    return f"tags/{path}.html"


def front_page_note(kinds: Mapping[str, Kind]) -> str:
    """The path of the note that introduces the front page: ``index.md``, else ``Home.md``, ``README.md`` or
    ``_index.md``, at the top of the content; empty when there is none. ``kinds`` are those of all documents,
    by path.
    """
    found = [
        (_FRONT.index(name), path)
        for path, kind in kinds.items()
        if kind is Kind.NOTE and (name := stem(path).lower()) in _FRONT and not distinguishing_folder(path)
    ]
    return min(found)[1] if found else ""


def attachment_addresses(paths: Iterable[str]) -> dict[str, str]:
    """The address of each attachment by its path; those that share a name are told apart by a digest of the
    path.
    """
    groups: dict[str, list[str]] = {}
    for path in paths:
        name = path.rpartition("/")[2]
        ending = f".{page_slug(name.rpartition('.')[2])}" if "." in name.lstrip(".") else ""
        groups.setdefault(f"{page_slug(stem(path))}{ending}", []).append(path)
    return {
        path: f"attachments/{name}"
        if len(sharing) == 1
        else f"attachments/{digest(path.encode())[:8]}-{name}"
        for name, sharing in groups.items()
        for path in sharing
    }
