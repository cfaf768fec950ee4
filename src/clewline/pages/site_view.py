"""What every page shows of its site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of the site: names, language, which indexes exist, whether there are feeds, cards
    for social networks, feeds of reviewed answers, whether notes show their properties, and whether straight
    quotation marks are shown as those of the language.
    """

    title: str
    description: str
    language: str
    base_url: str
    sections: tuple[str, ...]
    feeds: bool = False
    social: bool = False
    answers: bool = False
    properties: bool = False
    image_hosts: tuple[str, ...] = ()
    frame_hosts: tuple[str, ...] = ()
    quotes: bool = True
