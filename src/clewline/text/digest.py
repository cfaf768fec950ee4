"""Digests of bytes."""

import hashlib
from io import BufferedIOBase


def digest(data: bytes) -> str:
    """The 128-bit BLAKE2b digest of ``data`` in hexadecimal."""
    return _begun(data).hexdigest()


def digest_of_file(file: BufferedIOBase) -> str:
    """The same of what is left of an open file, which need not fit into memory."""
    return hashlib.file_digest(file, _begun).hexdigest()


def _begun(data: bytes = b"") -> "hashlib.blake2b":
    return hashlib.blake2b(data, digest_size=16)
