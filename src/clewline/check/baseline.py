"""The baseline: findings that were there before, so that only new ones count.

The file is JSON, one finding a line, in a fixed order, so that it can be kept under version control and read
in a review. Findings are known by their fingerprints; file, code and message are there for people.
"""

import json
from collections.abc import Collection, Iterable, Sequence

from clewline.diagnostics.diagnostic import Diagnostic
from clewline.diagnostics.fingerprint import fingerprints
from clewline.text.secrets import hidden

_VERSION = 1


def baseline_of(diagnostics: Sequence[Diagnostic]) -> str:
    """The text of a baseline that holds all ``diagnostics``."""
    rows = (
        json.dumps(
            {"fingerprint": mark, "path": one.span.path, "code": one.code, "message": hidden(one.message)}
        )
        for mark, one in zip(fingerprints(diagnostics), diagnostics, strict=True)
    )
    return f'{{"version": {_VERSION}, "findings": [\n' + ",\n".join(rows) + "\n]}\n"


def read_baseline(text: str) -> frozenset[str]:
    """The fingerprints that a baseline holds. Raises `ValueError` when ``text`` is none."""
    try:
        content = json.loads(text)
        if content["version"] != _VERSION:
            raise ValueError("it was written by another version")
        return frozenset(str(finding["fingerprint"]) for finding in content["findings"])
    except (KeyError, TypeError, RecursionError):
        raise ValueError("it is no baseline") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON: {error}") from None


def new_findings(diagnostics: Iterable[Diagnostic], old: Collection[str]) -> tuple[Diagnostic, ...]:
    """Those of ``diagnostics`` that the baseline ``old`` does not have."""
    found = tuple(diagnostics)
    return tuple(one for one, mark in zip(found, fingerprints(found), strict=True) if mark not in old)
