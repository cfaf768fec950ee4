"""Bibliography: reading references from BibTeX, CSL-JSON and front matter, and formatting them as entries.

Only this folder knows pybtex and citeproc-py, and it imports them where they are used.
"""

from clewline.content.bibliography.bibtex import parse_bibtex
from clewline.content.bibliography.csljson import is_csl_json, parse_csl_json
from clewline.content.bibliography.format import DEFAULT_STYLE, format_entry
from clewline.content.bibliography.frontmatter import (
    bare_reference,
    described_reference,
    reference_from_fields,
)
from clewline.content.bibliography.identifiers import identifiers
from clewline.content.bibliography.markup import TAG as CSL_TAG
from clewline.content.bibliography.markup import plain as plain_csl
from clewline.content.bibliography.records import reference_from_csl, work_address
from clewline.content.bibliography.retractions import parse_retractions
from clewline.content.bibliography.styles import UnknownStyle, style_fault, style_names

__all__ = [
    "CSL_TAG",
    "DEFAULT_STYLE",
    "UnknownStyle",
    "bare_reference",
    "described_reference",
    "format_entry",
    "identifiers",
    "is_csl_json",
    "parse_bibtex",
    "parse_csl_json",
    "parse_retractions",
    "plain_csl",
    "reference_from_csl",
    "reference_from_fields",
    "style_fault",
    "style_names",
    "work_address",
]
