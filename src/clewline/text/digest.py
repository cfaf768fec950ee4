"""Digests of bytes."""

import hashlib


def digest(data: bytes) -> str:
    """The 128-bit BLAKE2b digest of ``data`` in hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
