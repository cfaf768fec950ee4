"""Finding the newest copy of a lost page in an archive."""

import json
from datetime import datetime
from urllib.parse import urlencode

from clewline.check.external.addresses import parse
from clewline.check.external.visit import Visitor
from clewline.text.secrets import hidden

ANSWER_BYTES = 64 * 1024
"""The part of an answer that is read."""


async def archived_copy(visitor: Visitor, endpoint: str, address: str, now: datetime) -> str:
    """The address of the newest successful capture of ``address``; empty when there is none or it cannot be
    told.

    An address that holds a secret is not shown to the archive.
    """
    if hidden(address) != address:
        return ""
    query = urlencode({"url": address.partition("#")[0], "timestamp": now.strftime("%Y%m%d%H%M%S")})
    found = await visitor.visit(parse(f"{endpoint}?{query}"), ANSWER_BYTES, robots=False)
    try:
        closest = json.loads(found.answer.body if found.answer else b"")["archived_snapshots"]["closest"]
        usable = (
            closest["available"] is True
            and str(closest["status"]) == "200"
            and isinstance(closest["url"], str)
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    if not usable or not closest["url"].startswith(("http://", "https://")):
        return ""
    return str(closest["url"]).replace("http://web.archive.org/", "https://web.archive.org/", 1)[:2000]
