"""What stands in the head of pages for programs: structured data, citation tags, and the addresses of the
files beside a page.
"""

import json
import re
from itertools import takewhile

from markupsafe import Markup

from clewline.pages.filled import LinkState
from clewline.pages.models import DocumentPage, LinePage, Page, ReferencePage
from clewline.pages.part_models import CardView, ReferenceView
from clewline.theme.beside.works import Pairs, context_object, pointer, record, work_tags

# Types of schema.org by those of CSL; everything else is a creative work.
_SCHEMA_TYPES = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "paper-conference": "ScholarlyArticle",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
_STATES = {"reviewed": "Reviewed", "stale": "Changed since its review"}
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def json_ld(page: DocumentPage) -> Markup:
    """A line or note as a ``ScholarlyArticle`` of schema.org that cites the works it rests on, as JSON-LD for
    a script element.

    ``<``, ``>`` and ``&`` are escaped as in JSON strings, so that no text can end the element.
    """
    data: dict[str, object] = {"@context": "https://schema.org", "@type": "ScholarlyArticle"}
    if page.address:
        data |= {"@id": page.address, "url": page.address}
    data |= {"headline": page.name, "abstract": page.description, "inLanguage": page.language}
    data |= {"datePublished": page.created, "dateModified": page.updated}
    data["author"] = [{"@type": "Person", "name": name} for name in stated_authors(page)]
    data["keywords"] = [topic.text for topic in page.topics if topic.state is LinkState.FOUND]
    site = {"@type": "WebSite", "name": page.site.title}
    data["isPartOf"] = site | {"url": page.site.base_url} if page.site.base_url else site
    if isinstance(page, LinePage) and page.review.on:
        reviewed = {"lastReviewed": page.review.on, "reviewedBy": {"@type": "Person", "name": page.review.by}}
        data["mainEntityOfPage"] = {"@type": "WebPage"} | reviewed
        data["creativeWorkStatus"] = _STATES[page.review.state]
    data["citation"] = [_cited(work) for work in works_of(page)]
    text = json.dumps(
        {key: value for key, value in data.items() if value}, ensure_ascii=False, separators=(",", ":")
    )
    return Markup(_UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


def _cited(work: ReferenceView) -> dict[str, str]:
    kind = record(work.csl)["type"] if work.csl else ""
    cited = {"@type": _SCHEMA_TYPES.get(kind, "CreativeWork"), "name": work.title}
    return cited | {"url": work.work} if work.work else cited


def works_of(page: Page) -> tuple[ReferenceView, ...]:
    """The works that a line or note rests on, each once, in the order of the page."""
    works = (
        [work for card in page.sources for work in card.references]
        if isinstance(page, LinePage)
        else getattr(page, "references", ())
    )
    return tuple({work.href: work for work in works}.values())


def new_works(card: CardView, page: LinePage) -> tuple[ReferenceView, ...]:
    """The works of ``card`` that no earlier card of ``page`` rests on."""
    seen = {
        work.href
        for earlier in takewhile(lambda other: other.number != card.number, page.sources)
        for work in earlier.references
    }
    return tuple(work for work in card.references if work.href not in seen)


def coins(work: ReferenceView) -> str:
    """A work as a context object, for the title of an empty span of the class ``Z3988``."""
    return context_object(work.csl) if work.csl else ""


def coins_in_brief(work: ReferenceView) -> str:
    """The same for a page of many works: as little as Zotero can look up the rest by, where that is known."""
    known = dict(name.split(":", 1) for name in work.names)
    doi = known.get("doi") or (f"10.48550/arXiv.{known['arxiv']}" if "arxiv" in known else "")
    return pointer(work.csl, doi) if work.csl and doi else coins(work)


def citation_tags(page: Page) -> Pairs:
    """Name and content of each tag from which a reference manager saves ``page``: a reference as its work, a
    line as a web page.
    """
    if isinstance(page, ReferencePage):
        return work_tags(page.reference.csl, page.arxiv) if page.reference.csl else ()
    if not isinstance(page, LinePage):
        return ()
    tags = [("DC.type", "webpage"), ("DC.title", page.name), ("citation_title", page.name)]
    tags += [("citation_author", name) for name in stated_authors(page)]
    if date := page.created or page.updated:
        tags.append(("citation_publication_date", date.replace("-", "/")))
    tags += [("citation_language", page.site.language)]
    tags += [("citation_public_url", page.address)] if page.address else []
    return tuple(tags)


def stated_authors(page: DocumentPage) -> tuple[str, ...]:
    """The authors that the front matter names under ``author`` or ``authors``; who drafted a page need not be
    its author.
    """
    stated = [value for key, value in page.extra if key in ("author", "authors")]
    names = [name for value in stated for name in ([value] if isinstance(value, str) else value)]
    return tuple(
        dict.fromkeys(
            " ".join(name.replace("[[", "").replace("]]", "").split()) for name in names if name.strip()
        )
    )
