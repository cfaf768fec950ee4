"""How the cost of hostile text grows: ``python benchmarks/growth.py [--kinds WORD]``.

Each kind is parsed at n, 2n, 4n and 8n repetitions; printed are the seconds of processor time and by how much the
last doubling multiplied them. Linear cost is 2; what is quadratic shows 4. Sites (files that share a name, notes
that embed each other) are built whole.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from clewline.build.compile import compile_site
from clewline.content.loader import scan
from clewline.content.model import Kind
from clewline.content.parse import parse
from clewline.content.selection import Selection
from clewline.settings.config import Config
from clewline.text.spans import SourceFile
from clewline.theme.theme import load_theme

STEPS = 4
QUICK = 0.02
"""Seconds below which a ratio says nothing."""

# What is repeated, and how often at first.
REPEATED = {
    "open brackets": ("[[", 4_000),
    "open pictures": ("![", 4_000),
    "quotations": (">", 20_000),
    "emphasis": ("*a_ ", 4_000),
    "strong in words": ("a**b", 4_000),
    "backticks": ("e`", 4_000),
    "link destinations": ("[a](<b", 4_000),
    "open tags": ("<a ", 4_000),
    "unclosed elements": ("<div>", 4_000),
    "comments of HTML": ("<!--", 4_000),
    "closing elements": ("</b>", 4_000),
    "entities": ("&#x41;", 4_000),
    "formulas": ("$$a$ ", 4_000),
    "braces in a formula": ("{", 4_000),
    "highlights": ("==a", 4_000),
    "footnote marks": ("[^", 4_000),
    "inline footnotes": ("^[", 4_000),
    "citations": ("A claim [[x]]. ", 2_000),
    "citations in one sentence": ("[[x]] ", 2_000),
    "keys of references": ("[@k] ", 2_000),
    "bare addresses": ("(https://a.example ", 2_000),
    "mail addresses": ("a@b.example ", 2_000),
    "headings alike": ("## a\n", 1_000),
    "items": ("- [ ] [[a]]\n", 1_000),
    "deeper items": ("  - a\n", 1_000),
    "rows of a table": ("| [[x]] | b |\n", 1_000),
    "block ids": ("a ^b\n\n", 1_000),
    "comments": ("%%a%%\n", 2_000),
    "quotation marks": ('"a ', 4_000),
    "hashes": ("#a ", 4_000),
    "words of code": ("class ", 2_000),
}
BEFORE = {
    "rows of a table": "| a | b |\n| - | - |\n",
    "words of code": "```java\n",
    "braces in a formula": "$",
}


def bibliographies(count: int) -> Iterator[tuple[str, str]]:
    """Bibliographies made to take long."""
    yield (
        "strings that double",
        "@string{a0 = {x}}\n"
        + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, count // 500))
        + "@book{k, title = a1}\n",
    )
    yield "unclosed entries", "@book{k, title = {T\n" * count
    yield (
        "long lists of authors",
        "@book{k, author = {" + " and ".join(["A, B"] * count) + "}, title = {T}}\n",
    )


def sites(count: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Sites made to take long, as paths and texts."""
    yield (
        "files of one name",
        {f"notes/{n}/same.md": "---\ntitle: Same\n---\n[[same]]\n" for n in range(count // 10)},
    )
    yield "embeds of embeds", {f"notes/n{n}.md": f"![[n{n + 1}]] ![[n{n + 2}]]\n" for n in range(count // 20)}
    yield (
        "one sentence, many sources",
        {
            "notes/lines/l.md": "---\ntitle: Why?\n---\n" + "[[a]] " * count,
            "notes/a.md": "A.\n",
        },
    )


def seconds(work: Callable[[], object]) -> float:
    """The processor time of ``work``."""
    begun = process_time()
    work()
    return process_time() - begun


def parsed(name: str, text: str) -> Callable[[], object]:
    """Parsing ``text`` as the file ``name``."""
    kind = Kind.REFERENCE if name.endswith(".bib") else Kind.NOTE
    return lambda: parse(SourceFile(name, text.encode()), kind)


def built(files: dict[str, str]) -> Callable[[], object]:
    """Building a site of these files."""

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                file = Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            config = Config()
            content = scan(Path(folder), Selection(config.content.by_kind(), config.ignore, config.out))
            compile_site(content, config, load_theme()).files()

    return work


def kinds() -> Iterator[tuple[str, list[Callable[[], object]]]]:
    """Each kind of hostile input, at its four sizes."""
    factors = [2**step for step in range(STEPS)]
    for name, (text, count) in REPEATED.items():
        yield name, [parsed("a.md", BEFORE.get(name, "") + text * count * factor) for factor in factors]
    for place, (name, _) in enumerate(bibliographies(1)):
        yield name, [parsed("a.bib", list(bibliographies(2_000 * factor))[place][1]) for factor in factors]
    for place, (name, _) in enumerate(sites(1)):
        yield name, [built(list(sites(500 * factor))[place][1]) for factor in factors]


def main() -> None:
    """Reads the command line and prints a row for each kind."""
    parser = argparse.ArgumentParser(description="Measures how the cost of hostile text grows.")
    parser.add_argument("--kinds", default="", help="only the kinds with this in their name")
    options = parser.parse_args()
    parse(SourceFile("a.md", b"warm *up* [[x]] $x$"), Kind.NOTE)
    print(f"{'kind':32} {'n':>8} {'2n':>8} {'4n':>8} {'8n':>8}  last doubling")
    for name, works in kinds():
        if options.kinds not in name:
            continue
        times = [seconds(work) for work in works]
        ratio = f"{times[-1] / times[-2]:.1f}" if times[-1] > QUICK else "quick"
        print(f"{name:32} " + " ".join(f"{time:8.3f}" for time in times) + f"  {ratio}", flush=True)


if __name__ == "__main__":
    main()
