"""Nodes of the citation graph, which are also what pages are about."""

from typing import NamedTuple

from clewline.content.model import Kind


class Named(NamedTuple):
    """A topic by its name key, or a reference by its key: what can be named without there being a document of
    it.
    """

    kind: Kind
    key: str


Node = str | Named
"""A document, or an attachment, by its path; else what is only named."""


def topic_node(key: str) -> Named:
    """The topic with this name key."""
    return Named(Kind.TOPIC, key)


def reference_node(key: str) -> Named:
    """The reference with this key."""
    return Named(Kind.REFERENCE, key)
