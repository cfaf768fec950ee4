"""Sentences of a plain text."""

import sentencex


def sentences(plain: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, white space around it left out; ``language`` is a BCP 47 tag."""
    bounds: list[tuple[int, int]] = []
    for found in sentencex.get_sentence_boundaries(language.partition("-")[0], plain):
        text = plain[found["start_index"] : found["end_index"]]
        if bare := text.strip():
            start = found["start_index"] + text.index(bare[0])
            bounds.append((start, start + len(bare)))
    return bounds or [(0, len(plain))]
