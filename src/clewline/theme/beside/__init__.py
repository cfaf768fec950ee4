"""The files that stand beside a page and are made from its model alone: its Markdown twin, its evidence as a
table, its card for social networks, its data for comparing, the feed of an answer.
"""

from clewline.content.model import Kind
from clewline.pages.models import Page
from clewline.theme.beside.answer_feed import answer_feed, answer_feed_url
from clewline.theme.beside.compared import compared, compared_url
from clewline.theme.beside.social import FOLDER as SOCIAL
from clewline.theme.beside.social import social_card, social_url
from clewline.theme.beside.table import evidence_csv, table_url
from clewline.theme.beside.twin import twin, twin_url


def page_beside(url: str) -> str:
    """The address that the page must have for which `beside` gives a file at ``url``."""
    name, _, ending = url.rpartition(".")
    return f"{name.replace(SOCIAL, f'{Kind.LINE.value}/', 1) if ending == 'png' else name}.html"


def beside(page: Page) -> dict[str, bytes]:
    """The files that belong to one page and are made from it alone."""
    makers = (
        (twin_url, twin),
        (table_url, evidence_csv),
        (social_url, social_card),
        (compared_url, compared),
        (answer_feed_url, answer_feed),
    )
    return {url: make(page) for address, make in makers if (url := address(page))}
