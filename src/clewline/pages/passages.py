"""Where works are, and quoted words in them."""

from urllib.parse import quote, urlsplit

from clewline.content.works import Reference

_FRAGMENT_WORDS = 5


def work_url(reference: Reference) -> str:
    """Where the work itself is: its DOI, else its arXiv page, else the address given."""
    if reference.doi:
        return f"https://doi.org/{reference.doi}"
    return f"https://arxiv.org/abs/{reference.arxiv}" if reference.arxiv else reference.url


def host(address: str) -> str:
    """Who keeps the work at ``address``, in a word: arXiv, DOI, or the name of the host."""
    parts = urlsplit(address)
    if parts.hostname == "arxiv.org" or parts.path.lower().startswith("/10.48550/arxiv"):
        return "arXiv"
    return "DOI" if parts.hostname == "doi.org" else (parts.hostname or "").removeprefix("www.")


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
