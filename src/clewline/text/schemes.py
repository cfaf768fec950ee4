"""Which kinds of address may be linked to."""

_WEB = "http https"
_PEOPLE = "mailto tel sms xmpp matrix irc ircs sip geo"  # open a program in which the reader still decides
_LIBRARIES = "zotero citavi paperpile mendeley bookends readcube papers calibre skim marginnote3app"
# These show one of the author's own things; on another machine nothing happens.
_NOTES = (
    "obsidian logseq bear things things3 omnifocus devonthink x-devonthink-item drafts evernote notion "
    "onenote joplin tana roam remnote craftdocs ulysses iawriter todoist ticktick hook readwise message"
)
_WORK = "vscode vscode-insiders vscodium cursor zed idea jetbrains slack msteams zoommtg figma spotify steam"
_ARCHIVES = "ftp sftp magnet ipfs ipns doi urn ark gemini gopher news nntp"  # name a file or a work

SCHEMES = frozenset(f"{_WEB} {_PEOPLE} {_LIBRARIES} {_NOTES} {_WORK} {_ARCHIVES}".split())
"""The schemes that a link may have: each only hands an address to a program that asks or shows. What runs in
the page (``javascript``, ``vbscript``), brings its own page (``data``, ``blob``) or reaches the reader's disk
(``file``) is not among them.
"""


def is_web(scheme: str) -> bool:
    """Whether an address of this scheme names a host."""
    return scheme in ("http", "https")
