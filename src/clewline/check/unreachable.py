"""Addresses that lead nowhere."""

from collections.abc import Container
from urllib.parse import unquote

from clewline.check.addresses import Goal, Home, Way
from clewline.check.uses import Use, UseKind

_FOLLOWED = frozenset((UseKind.LINK, UseKind.FORM))


def unreachable(
    start: str, met: Goal, use: Use, home: Home, files: Container[str]
) -> tuple[tuple[str, str, str], ...]:
    """What is wrong with an address that leads to no page of any site: code, sentence and hint. The ``files``
    are those of the site.
    """
    shown = f"the {use.kind} {use.address!r}"
    if met.way is Way.INVALID:
        return (("address-invalid", f"{shown} is no address: {met.path}", "correct the address"),)
    if met.way is Way.ENCODING:
        return (
            (
                "address-encoding",
                f"{shown} cannot be decoded: {met.path}",
                "encode it as UTF-8; a % itself is %25",
            ),
        )
    if met.way is Way.EMPTY and use.kind not in (UseKind.FRAME, UseKind.BASE):
        return (
            (
                "address-empty",
                f"the {use.kind} has an empty address",
                "give the address, or remove the attribute",
            ),
        )
    if met.way is Way.OUTSIDE:
        known = met.path.startswith("/")
        hint = f"write {home.root}{met.path[1:]}" if known else "stay within the folder of the site"
        return (("target-outside", f"{shown} leads out of the site", hint),)
    if met.way is Way.LOCAL:
        hint = "copy the file into the site, and link to it there"
        return (("target-local", f"{shown} leads to a file of one computer", hint),)
    if met.way is Way.SCRIPT and use.kind in _FOLLOWED:
        return (
            (
                "address-script",
                f"{shown} is a script and leads nowhere without it",
                "use a button, or link to a page",
            ),
        )
    beside = f"{start.rpartition('/')[0]}/{unquote(use.address)}".lstrip("/")
    if met.way is Way.ELSEWHERE and beside in files:
        return (
            (
                "address-invalid",
                f"{shown} is read as a protocol, not as a file",
                f"write ./{use.address}",
            ),
        )
    return ()
