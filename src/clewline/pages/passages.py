"""Where works are, and quoted words in them."""

from urllib.parse import quote

from clewline.content.model import Reference

_FRAGMENT_WORDS = 5


def work_url(reference: Reference) -> str:
    """Where the work itself is: its DOI, else its arXiv page, else the address given."""
    if reference.doi:
        return f"https://doi.org/{reference.doi}"
    return f"https://arxiv.org/abs/{reference.arxiv}" if reference.arxiv else reference.url


def passage_url(reference: Reference, words: str) -> str:
    """The address of quoted words in a work, as a text fragment
    (https://wicg.github.io/scroll-to-text-fragment/); empty without one.

    A longer quotation is named by its first and last words. Words that the author left out (``…`` or ``[…]``)
    cannot be looked for.
    """
    address = work_url(reference)
    quoted = words.strip().strip("\"“”'‘’").split()
    if not address or not quoted or any("…" in word or "..." in word or "[" in word for word in quoted):
        return ""
    ends = (
        [quoted]
        if len(quoted) <= 2 * _FRAGMENT_WORDS
        else [quoted[:_FRAGMENT_WORDS], quoted[-_FRAGMENT_WORDS:]]
    )
    # Within a text fragment a hyphen, a comma and an ampersand have a meaning of their own.
    fragment = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{address.partition('#')[0]}#:~:text={fragment}"
