"""A corpus of any size for measurements: ``python benchmarks/generate.py DIR --pages 10000``.

Half of the pages are lines of about 6.5 kB that cite 5 to 12 notes, half are notes of about 3 kB that link to
3 to 8 others; a few notes are cited very often and most seldom, as in real collections. The same number of
pages always gives the same files.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

SEED = 20231
TOPICS = 40
REFERENCES = 2000
_WORDS = (
    "ability account accuracy agent agreement answer argument assessment bias capacity case cause change claim comparison "
    "condition context contrast data decision design detail difference distribution domain effect error estimate evidence example "
    "experiment explanation factor failure feature finding format frequency gap group hypothesis increase influence instance "
    "instruction judge knowledge language layer length level limit measure memory method metric model name number objective "
    "observation order parameter pattern performance persona policy preference pressure problem process prompt question range "
    "reason recall record result reward role sample scale score setting shift signal size source state step strength structure "
    "study subject task test text theory threshold token topic training trial value variance version view weight word"
).split()
_VERBS = (
    "affects shows limits explains predicts reduces raises follows matches covers needs "
    "leaves changes supports outlasts"
).split()


def word(chance: random.Random) -> str:
    """A word, the first ones of the list more often than the last."""
    return _WORDS[int(chance.random() ** 1.6 * len(_WORDS))]


def sentence(chance: random.Random, links: tuple[str, ...] = ()) -> str:
    """A sentence of about twenty words; ``links`` stand at its end."""
    words = " ".join(
        f"{word(chance)} {chance.choice(_VERBS)} the {word(chance)} of" for _ in range(chance.randint(2, 5))
    )
    end = "".join(f" [[{link}]]" for link in links)
    return f"{words.capitalize()} {word(chance)}{end}."


def paragraphs(chance: random.Random, size: int, links: list[str]) -> str:
    """About ``size`` characters of text with every one of ``links`` in it."""
    sentences: list[str] = []
    length = 0
    while length < size:
        sentences.append(sentence(chance))
        length += len(sentences[-1]) + 1
    for link in links:
        place = chance.randrange(len(sentences))
        sentences[place] = sentences[place].removesuffix(".") + f" [[{link}]]."
    return "\n\n".join(" ".join(sentences[start : start + 6]) for start in range(0, len(sentences), 6))


def pick(chance: random.Random, names: list[str], count: int) -> list[str]:
    """``count`` different names, the first of them far more often than the last."""
    count = min(count, len(names))
    chosen: dict[str, None] = {}
    while len(chosen) < count:
        chosen[names[int(chance.random() ** 3 * len(names))]] = None
    return list(chosen)


def header(chance: random.Random, title: str, **fields: str) -> str:
    """The front matter of a page with this title, one or two topics, and ``fields`` as they are."""
    topics = ", ".join(
        f"topic {number}" for number in sorted(chance.sample(range(TOPICS), chance.randint(1, 2)))
    )
    rows = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\ntitle: {title}\ntopics: [{topics}]\n{rows}---\n"


def corpus(pages: int) -> Iterator[tuple[str, str]]:
    """Path and text of each file of a corpus with ``pages`` notes and lines."""
    chance = random.Random(SEED)
    lines = [f"line-{number:05}" for number in range(pages // 2)]
    notes = [f"note-{number:05}" for number in range(pages - len(lines))]
    works = [f"work{number:04}" for number in range(min(REFERENCES, max(len(notes) // 2, 1)))]
    for name in notes:
        rests = f"[{', '.join(pick(chance, works, chance.randint(1, 2)))}]"
        title = f"The {word(chance)} {chance.choice(_VERBS)} the {word(chance)} of {word(chance)} {name[5:]}"
        # A few notes contradict one of the first.
        stance = {"opposes": f'["[[{pick(chance, notes, 1)[0]}]]"]'} if chance.random() < 0.05 else {}
        front = header(
            chance, title, summary=f"{sentence(chance)} {sentence(chance)}", references=rests, **stance
        )
        linked = [other for other in pick(chance, notes, chance.randint(3, 8)) if other != name]
        yield f"notes/{name}.md", front + paragraphs(chance, 2500, linked) + "\n"
    for name in lines:
        title = f"When does the {word(chance)} of {word(chance)} change the {word(chance)} {name[5:]}?"
        front = header(chance, title, deck=sentence(chance))
        yield (
            f"notes/lines/{name}.md",
            front + paragraphs(chance, 6000, pick(chance, notes, chance.randint(5, 12))) + "\n",
        )
    entries = (
        f"@article{{{key},\n  author = {{{word(chance).title()}, {word(chance).title()} and {word(chance).title()}, Ada}},\n"
        f"  title = {{On the {word(chance)} of {word(chance)} and {word(chance)}}},\n  journal = {{Journal of {word(chance).title()}}},\n"
        f"  year = {{{chance.randint(1990, 2025)}}},\n  volume = {{{chance.randint(1, 60)}}},\n  doi = {{10.1000/{key}}}\n}}\n"
        for key in works
    )
    yield "notes/references/works.bib", "\n".join(entries)


def write(folder: Path, pages: int) -> None:
    """Writes the corpus into ``folder``, which is made when it is not there."""
    for path, text in corpus(pages):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Reads the command line and writes the corpus."""
    parser = argparse.ArgumentParser(description="Writes a corpus for measurements.")
    parser.add_argument("folder", type=Path, help="where to write it")
    parser.add_argument("--pages", type=int, default=1000, help="how many lines and notes together")
    options = parser.parse_args()
    write(options.folder, options.pages)


if __name__ == "__main__":
    main()
