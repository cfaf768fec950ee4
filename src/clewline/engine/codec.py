"""Plain data as bytes (MessagePack), and digests of them."""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

NONE = bytes(8)
"""The digest of what is not known. Digests are so short because there are so many: two values of one node
have the same once in 2^64.
"""

encoded = msgspec.msgpack.Encoder().encode
"""A value that is plain data, as the bytes that stand for it."""


class Undecodable(ValueError):
    """Bytes that stand for no value of the type."""


def decoded(data: bytes, kind: Any) -> Any:
    """The value of the type ``kind`` that `encoded` gave ``data`` for. Raises `Undecodable`."""
    try:
        return _decoder(kind).decode(data)
    except msgspec.MsgspecError as error:
        raise Undecodable(str(error)) from None


@lru_cache(maxsize=256)
def _decoder(kind: Any) -> Any:
    """The decoder of a type, which takes long to make."""
    return msgspec.msgpack.Decoder(kind)


def digest_of_bytes(data: bytes) -> bytes:
    """The digest of ``data``."""
    return blake2b(data, digest_size=len(NONE)).digest()


def digest_of(value: object) -> bytes:
    """The digest of plain data."""
    return digest_of_bytes(encoded(value))
