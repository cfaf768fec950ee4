"""The words of CSL: types of items, and the variables that are kept."""

# fmt: off
TYPES = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
        "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
        "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
        "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
        "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software",
        "song", "speech", "standard", "thesis", "treaty", "webpage",
    }
)
# fmt: on
"""The types of items."""

# fmt: off
NAMES = frozenset(
    {
        "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
        "director", "editor", "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer",
        "narrator", "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
        "script-writer", "series-creator", "translator",
    }
)
# fmt: on
"""The variables that hold lists of names."""

# fmt: off
DATES = frozenset(
    {
        "accessed", "available-date", "event-date", "issued", "original-date", "submitted",
    }
)
# fmt: on
"""The variables that hold dates."""

# fmt: off
TEXTS = frozenset(
    {
        "archive", "archive-place", "archive_collection", "archive_location", "authority", "call-number",
        "chapter-number", "collection-number", "collection-title", "container-title", "container-title-short",
        "dimensions", "division", "DOI", "edition", "event", "event-place", "event-title", "genre", "ISBN", "ISSN",
        "issue", "jurisdiction", "language", "medium", "number", "number-of-pages", "number-of-volumes",
        "original-publisher", "original-publisher-place", "original-title", "page", "page-first", "part", "part-number",
        "part-title", "PMCID", "PMID", "printing", "publisher", "publisher-place", "references", "reviewed-genre",
        "reviewed-title", "scale", "section", "source", "status", "supplement", "title", "title-short", "URL",
        "version", "volume", "volume-title",
    }
)
# fmt: on
"""The variables that hold text or numbers, as far as Clewline hands them on: abstracts, keywords and remarks
(`abstract`, `annote`, `keyword`, `note`) are left out, being the reader's own or not free to copy.
"""
