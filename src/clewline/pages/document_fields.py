"""What all pages made from a document have."""

from math import ceil

from clewline.content.model import Document, Status
from clewline.corpus.assemble import Corpus
from clewline.corpus.node import topic_node
from clewline.pages.holes import plain_filled, text
from clewline.pages.models import DocumentFields
from clewline.pages.properties import properties
from clewline.pages.site_view import SiteView
from clewline.pages.vault_pages import VaultPages
from clewline.pages.views import Views

_WORDS_A_MINUTE = 220


def document_fields(document: Document, views: Views, vault: VaultPages, site: SiteView) -> DocumentFields:
    """What all pages made from a document have."""
    path = document.path
    return {
        "url": views.url(path),
        "name": views.title_text(path),
        "description": text(views.summary(path)),
        "site": site,
        "title": views.title(path),
        "own_language": document.language,
        "aliases": document.aliases,
        "summary": views.summary(path) if document.own_summary else plain_filled(""),
        "topics": views.topics(path),
        "created": document.created,
        "updated": document.updated,
        "drafted_by": document.drafted_by,
        "draft": document.status is Status.DRAFT,
        "minutes": ceil(views.bodies[path].words / _WORDS_A_MINUTE),
        "extra": document.extra,
        "folders": vault.way(path, site),
        "tags": vault.tags.links(path),
        "properties": properties(document, views) if _shows_properties(document, site) else (),
    }


def _shows_properties(document: Document, site: SiteView) -> bool:
    """Whether a document's page shows its properties: they are all that it has, or are shown on all."""
    return site.properties or not document.body.blocks


def name_only(key: str, corpus: Corpus, site: SiteView) -> DocumentFields:
    """The same for a topic that nothing introduces."""
    name = corpus.topics[key]
    return {
        "url": corpus.urls[topic_node(key)],
        "name": name,
        "description": "",
        "site": site,
        "title": plain_filled(name),
        "summary": plain_filled(""),
        "own_language": "",
        "aliases": (),
        "topics": (),
        "created": "",
        "updated": "",
        "drafted_by": "",
        "draft": False,
        "minutes": 0,
        "extra": (),
        "folders": (),
        "tags": (),
        "properties": (),
    }
