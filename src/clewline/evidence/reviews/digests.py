"""Digests of what words mean: neither white space nor the form of quotation marks makes a difference."""

import re
import unicodedata
from base64 import urlsafe_b64encode
from hashlib import blake2b

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_ALIKE = {"'": "‘’‚‛", '"': "“”„‟«»", "-": "‐‑‒–—―−", "...": "…"}
_FORMS = str.maketrans({sign: form for form, signs in _ALIKE.items() for sign in signs})


def digest_of(words: str) -> str:
    """The digest of a statement: four letters and digits, of which all statements of a document together
    seldom make one twice.
    """
    return _digest(words, 3)


def long_digest_of(words: str) -> str:
    """The digest of all that a document says, which has five."""
    return _digest(words, 6)[:5]


def _digest(words: str, size: int) -> str:
    form = unicodedata.normalize("NFC", _UNSEEN.sub("", words)).translate(_FORMS)
    data = " ".join(form.split()).encode("utf-8", "replace")
    return urlsafe_b64encode(blake2b(data, digest_size=size).digest()).decode("ascii")
