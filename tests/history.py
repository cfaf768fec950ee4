"""Histories of edits: a small site on disk that is changed step by step, each step given by three numbers."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from clewline.content.model import Kind
from clewline.content.parse import parse
from clewline.evidence.reviews import Review, Standing, record_text, standing_of
from clewline.pages.statements import own_statements
from clewline.text.spans import SourceFile

HISTORIES = int(os.environ.get("CLEWLINE_HISTORIES", "0"))
"""How many histories are tried in a longer run, each time others; 0: the same few hundred as always."""

BIBLIOGRAPHY = "references/works.bib"
RETRACTIONS = "references/retractions.csv"
STEMS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "Theta")
FOLDERS = ("notes/", "notes/deep/", "lines/", "topics/", "notes/lines/")
TITLES = ("First finding", "Second *finding*", "Shared title", "alpha", "Does it hold?", "Knots & <threads>")
ALIASES = ("Old name", "gamma", "shared alias", "Second finding")
TOPICS = ("knots", "Knots", "beta", "new topic", "first finding")
WORKS = ("one2020", "two2021", "three2022")
STATUSES = ("", "status: draft\n", "private: true\n")
RELATIONS = ("supports", "opposes", "qualifies", "background", "next")
MORE = (
    "",
    "updated: 2024-05-06\n",
    "updated: 2023-01-02\n",
    'arxiv: "2305.11206"\n',
    'doi: "10.1000/182"\n',
    "mood: good\n",
    'would_change: ["A [[beta]] study"]\n',
    'would_change: ["A study %% find: birds #knots %%", "What [[delta]] or [[nobody]] may find"]\n',
    "permalink: kept/place\n",
    "permalink: notes/beta\n",
    "url: /old/gamma/\n",
    "lang: de\n",
    'up: "[[beta]]"\nseealso: ["[[gamma#Part one]]", "[[nowhere]]"]\n',
    'answer: "It does, for 3 birds [[alpha]] and [[beta|others]]."\n',
    'answer: "They left for the south."\ncreated: 2022-03-04\n',
)
SETTINGS = (
    "",
    'title = "Another site"\nbase-url = "https://example.org/n"\n',
    "drafts = true\n",
    'language = "de"\nstyle = "apa"\n',
    'ignore = ["notes/deep/**"]\n',
    '[content]\nlines = ["notes/deep/**"]\n',
    'title = "never closed\n',
    'citations = "titles"\nbreaks = true\n',
    'retractions = "references/retractions.csv"\n',
    'addresses = "folders"\n',
    'addresses = "flat"\nbase-url = "https://example.org/n"\n',
)
PIECES = (
    "Plain words {n}.",
    "A claim [[{stem}]] and [[{stem}|other words]].",
    "See [[{title}]] or [[{alias}]].",
    "![[{stem}]]",
    "![[{stem}#Part one]]",
    "Look at [[{stem}#Part two]] and [[{stem}#^mark]].",
    "## Part one",
    "## Part two",
    "A marked sentence {n}. ^mark",
    "As shown [@{work}; @{other}, p. {n}].",
    "Filed #knots and #beta here.",
    "![[picture.png|{n}0]] and ![words](../picture.png)",
    "[words]({stem}.md) and [far](https://example.org/{n}) and [bad](javascript:{n})",
    "Never written [[nowhere {n}]]. %%hidden [[{stem}]]%%",
    "[[deep/{stem}]] and [[notes/{stem}]] again. First. [[{stem}]] Third.",
    "{{% include {stem} %}} and $x_{n}$\nbelow.",
    "[words](./) and [[{stem}#part one]] ![[{stem}#Part two#Part one]]",
    "The wardens counted {n} nesting birds [[{stem}]]. Of these, {n}0% left [[{stem}|for the south]].",
    "Perhaps {n} nesting birds stayed. They “left for the south in one night”.",
    "> They left for the south in one night, {n}0% of them [@{work}]",
    "They “left for the north in one night” [[{stem}]].",
    "So much for {n} of them. %% bridge %%",
    "[words](/kept/place) and [words](/old/{stem}/) and [words](/deep/{stem}.html)",
)


@dataclass
class Text:
    """What a document says, by part."""

    title: str = ""
    summary: str = ""
    aliases: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    status: str = ""
    relation: str = ""
    more: str = ""
    body: list[str] = field(default_factory=list)
    crlf: bool = False
    broken: bool = False

    def data(self) -> bytes:
        """The bytes of the file."""
        head = self.status + self.relation
        head += f'title: "{self.title}"\n' if self.title else ""
        head += f"summary: {self.summary}\n" if self.summary else ""
        for key, values in (("aliases", self.aliases), ("topics", self.topics), ("references", self.works)):
            head += f"{key}: [{', '.join(values)}]\n" if values else ""
        head += self.more
        if self.broken:
            head += "summary: [never closed\n"
        text = f"---\n{head}---\n" + "\n\n".join(self.body) + "\n"
        return (text.replace("\n", "\r\n") if self.crlf else text).encode()


class Vault:
    """A site folder that a history changes. Every step gives the paths that an observer of the file system
    would name.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts: dict[str, Text] = {}
        self.works = 2
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        for number, stem in enumerate(STEMS[:4]):
            self._put(f"notes/{stem}.md", self._note(number))
        self._put(
            "lines/eta.md",
            Text(
                "Does it hold?", topics=["knots"], body=["It does [[alpha]]. So [[beta]].", "Yet [[gamma]]."]
            ),
        )
        self._put("lines/zeta.md", Text("Why?", body=["Because of this [[alpha]]."]))
        self._bibliography()

    def step(self, what: int, a: int, b: int) -> list[str]:
        """Takes one step; ``what`` chooses its kind."""
        return STEPS[what % len(STEPS)](self, a, b)

    def mend(self) -> None:
        """Makes every header whole again; nobody is told."""
        for path, text in self.texts.items():
            if text.broken:
                text.broken = False
                self._put(path, text)

    def _note(self, number: int) -> Text:
        more = "" if number else 'arxiv: "2305.11206"\n'
        return Text(
            TITLES[number],
            body=["Words of a note.", "## Part one", "More."],
            works=[WORKS[number % 2]],
            more=more,
        )

    def _put(self, path: str, text: Text) -> list[str]:
        self.texts[path] = text
        return self._write(path, text.data())

    def _write(self, path: str, data: bytes) -> list[str]:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return [path]

    def _bibliography(self) -> list[str]:
        entries = [
            f"@article{{{key},\n title={{Work {self.works}}},\n year={{20{place}0}},\n abstract={{{self.works} birds}},\n"
            f" author={{{'Able, Ann and ' * (self.works % 2)}Bay, B{place}}},\n doi={{10.1000/{key}}}\n}}\n"
            for place, key in enumerate(WORKS)
        ]
        return self._write(BIBLIOGRAPHY, "".join(entries[: self.works % 4]).encode())

    def _some(self, number: int) -> str:
        return sorted(self.texts)[number % len(self.texts)] if self.texts else ""

    def _edit(self, number: int, change: Callable[[Text], None]) -> list[str]:
        path = self._some(number)
        if not path:
            return []
        change(self.texts[path])
        return self._put(path, self.texts[path])

    def add(self, a: int, b: int) -> list[str]:
        """A new document, or another in the place of one."""
        if len(self.texts) >= 14:
            return self.delete(a, b)
        path = f"{FOLDERS[a % len(FOLDERS)]}{STEMS[b % len(STEMS)]}.md"
        return self._put(
            path, Text(TITLES[b % len(TITLES)] if a % 3 else "", body=[self._piece(b, a), self._piece(a, b)])
        )

    def delete(self, a: int, b: int) -> list[str]:
        """One document less."""
        path = self._some(a)
        if path:
            del self.texts[path]
            (self.root / path).unlink()
        return [path] if path else []

    def rename(self, a: int, b: int) -> list[str]:
        """Another name, perhaps in another folder (so that a note becomes a line), perhaps only in another
        case.
        """
        old = self._some(a)
        name = old.rpartition("/")[2].swapcase() if b % 4 == 0 else f"{STEMS[b % len(STEMS)]}.md"
        new = f"{FOLDERS[(a + b) % len(FOLDERS)] if b % 3 else old.rpartition('/')[0] + '/'}{name.replace('.MD', '.md')}"
        if not old or new in self.texts:
            return []
        self.texts[new] = self.texts.pop(old)
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)
        return [old, new]

    def swap(self, a: int, b: int) -> list[str]:
        """Two files with each other's content."""
        first, second = self._some(a), self._some(b)
        if not first:
            return []
        one, other = self.texts[first], self.texts[second]
        return self._put(first, other) + (self._put(second, one) if second != first else [])

    def move_folder(self, a: int, b: int) -> list[str]:
        """A folder of notes becomes a folder of lines, or the other way round."""
        old, new = (("notes/deep", "notes/lines"), ("notes/lines", "notes/deep"), ("lines", "topics"))[a % 3]
        moved = {
            path: f"{new}/{path.removeprefix(old).lstrip('/')}"
            for path in self.texts
            if path.startswith(f"{old}/")
        }
        if not moved or set(moved.values()) & set(self.texts):
            return []
        for before, after in moved.items():
            self.texts[after] = self.texts.pop(before)
            (self.root / after).parent.mkdir(parents=True, exist_ok=True)
            (self.root / before).rename(self.root / after)
        return [old, new]

    def add_piece(self, a: int, b: int) -> list[str]:
        """A paragraph more, anywhere."""
        return self._edit(a, lambda text: text.body.insert(b % (len(text.body) + 1), self._piece(b, a)))

    def drop_piece(self, a: int, b: int) -> list[str]:
        """A paragraph less."""

        def drop(text: Text) -> None:
            if text.body:
                del text.body[b % len(text.body)]

        return self._edit(a, drop)

    def retitle(self, a: int, b: int) -> list[str]:
        """Another title."""
        return self._edit(a, lambda text: setattr(text, "title", TITLES[b % len(TITLES)]))

    def resummarise(self, a: int, b: int) -> list[str]:
        """Another summary, or none."""
        return self._edit(
            a,
            lambda text: setattr(
                text, "summary", f"Summary of {b} birds [[{STEMS[b % len(STEMS)]}]]" if b % 3 else ""
            ),
        )

    def alias(self, a: int, b: int) -> list[str]:
        """An alias more or less."""
        return self._edit(a, lambda text: _toggle(text.aliases, ALIASES[b % len(ALIASES)]))

    def topic(self, a: int, b: int) -> list[str]:
        """A topic more or less."""
        return self._edit(a, lambda text: _toggle(text.topics, TOPICS[b % len(TOPICS)]))

    def work(self, a: int, b: int) -> list[str]:
        """A reference more or less."""
        return self._edit(a, lambda text: _toggle(text.works, WORKS[b % len(WORKS)]))

    def more(self, a: int, b: int) -> list[str]:
        """Other fields of the front matter."""
        return self._edit(a, lambda text: setattr(text, "more", MORE[b % len(MORE)]))

    def relate(self, a: int, b: int) -> list[str]:
        """A stated relation, or none."""
        said = f'{RELATIONS[b % 5]}: ["[[{STEMS[(a + b) % len(STEMS)]}]]"]\n' if b % 6 else ""
        return self._edit(a, lambda text: setattr(text, "relation", said))

    def take_stances(self, a: int, b: int) -> list[str]:
        """What a document says of two others: that one speaks for it, one against it or with limits."""
        one, other = STEMS[b % len(STEMS)], STEMS[(b + 1) % len(STEMS)]
        said = f'supports: ["[[{one}]]"]\n{RELATIONS[1 + b % 2]}: ["[[{other}]]", "[[{one}]]"]\n'
        return self._edit(a, lambda text: setattr(text, "relation", said))

    def status(self, a: int, b: int) -> list[str]:
        """Draft, private or published."""
        return self._edit(a, lambda text: setattr(text, "status", STATUSES[b % 3]))

    def tamper(self, a: int, b: int) -> list[str]:
        """Broken front matter, mended again, and other ends of lines."""
        return self._edit(
            a,
            lambda text: (
                setattr(text, "crlf", not text.crlf) if b % 2 else setattr(text, "broken", not text.broken)
            ),
        )

    def noise(self, a: int, b: int) -> list[str]:
        """Bytes that are no text, until the next edit."""
        path = self._some(a)
        return self._write(path, bytes((b * 7 + place * 31) % 256 for place in range(40))) if path else []

    def sly(self, a: int, b: int) -> list[str]:
        """An edit that keeps size and time of change."""
        path = self._some(a)
        if not path:
            return []
        file = self.root / path
        before = file.stat()
        data = file.read_bytes()
        file.write_bytes(data.replace(b"words", b"swords"[:5]).replace(b"A", b"B"))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        return [path]

    def bibliography(self, a: int, b: int) -> list[str]:
        """Works come, go and change in the bibliography."""
        self.works = b % 8
        return self._bibliography()

    def retract(self, a: int, b: int) -> list[str]:
        """A list of retractions that comes, changes and goes."""
        if b % 3 == 0:
            (self.root / RETRACTIONS).unlink(missing_ok=True)
            return [RETRACTIONS]
        nature = ("Retraction", "Correction", "Expression of concern")[a % 3]
        head = "Title,OriginalPaperDOI,RetractionNature,RetractionDate\n" if b % 5 else "no list\n"
        return self._write(
            RETRACTIONS, f"{head}x,10.1000/{WORKS[b % 3]},{nature},3/{b % 9 + 1}/2021\n".encode()
        )

    def annotate(self, a: int, b: int) -> list[str]:
        """A reference with an annotation, or none."""
        path = f"references/{WORKS[a % 3]}.md"
        if b % 3 == 0:
            (self.root / path).unlink(missing_ok=True)
            return [path]
        return self._write(
            path, f'---\ntitle: Annotated {b}\ndoi: "10.1000/{b}"\n---\n{self._piece(b, a)}\n'.encode()
        )

    def attach(self, a: int, b: int) -> list[str]:
        """A picture that comes, changes and goes; one of two with the same name."""
        path = ("notes/picture.png", "picture.png", "lines/picture.png", "notes/deep/picture.png")[a % 4]
        if b % 3 == 0:
            (self.root / path).unlink(missing_ok=True)
            return [path]
        return self._write(path, bytes([b % 256]) * 9)

    def template(self, a: int, b: int) -> list[str]:
        """Another template, a broken one, or the default one again."""
        name = ("note.html", "line.html", "words.html", "extra.html", "assets/style.css", "assets/mine.js")[
            a % 6
        ]
        texts = (
            "mine {{ page }}",
            "{% include 'extra.html' %} {{ page.url }}",
            "{{ page.nothing }}",
            "{% if %}",
            "",
        )
        text = texts[b % len(texts)]
        if not text:
            (self.root / "templates" / name).unlink(missing_ok=True)
            return [f"templates/{name}"]
        return self._write(f"templates/{name}", text.encode())

    def settings(self, a: int, b: int) -> list[str]:
        """Other settings."""
        text = SETTINGS[b % len(SETTINGS)]
        if not text and a % 2:
            (self.root / "clewline.toml").unlink(missing_ok=True)
            return ["clewline.toml"]
        return self._write("clewline.toml", text.encode())

    def review(self, a: int, b: int) -> list[str]:
        """The review of a line comes, is damaged, or goes."""
        lines = [path for path in sorted(self.texts) if "lines/" in path] or ["lines/gone.md"]
        path = f"reviews/{'deep/' * (a % 2)}{STEMS[a % len(STEMS)]}.txt"
        if b % 5 == 0:
            (self.root / path).unlink(missing_ok=True)
            return [path]
        line = lines[a % len(lines)]
        cited = {note: self._standing(note) for note in sorted(self.texts)[:b] if note not in lines}
        made = Review(line, "A reader", f"2024-05-{b % 28 + 1:02}", "", self._standing(line), cited)
        text = record_text(made)
        return self._write(path, (text if b % 5 > 1 else text[: b * 9]).encode())

    def _standing(self, path: str) -> Standing:
        """What the document at ``path`` says at present in its own words."""
        kind = Kind.LINE if "lines/" in path else Kind.NOTE
        data = self.texts[path].data() if path in self.texts else b""
        document = parse(SourceFile(path, data), kind).value.document
        assert document is not None
        return standing_of(
            own_statements(document, document.fields + document.body.passages, document.body, "en")
        )

    def _piece(self, a: int, b: int) -> str:
        return PIECES[a % len(PIECES)].format(
            n=b % 10,
            stem=STEMS[b % len(STEMS)],
            title=TITLES[b % len(TITLES)],
            alias=ALIASES[b % len(ALIASES)],
            work=WORKS[b % 3],
            other=WORKS[(b + 1) % 3],
        )


def _toggle(values: list[str], value: str) -> None:
    if value in values:
        values.remove(value)
    else:
        values.append(value)


Step = Callable[[Vault, int, int], list[str]]
WITHIN: tuple[Step, ...] = (
    Vault.add_piece,
    Vault.drop_piece,
    Vault.retitle,
    Vault.resummarise,
    Vault.relate,
    Vault.take_stances,
    Vault.work,
    Vault.more,
    Vault.sly,
    Vault.tamper,
    Vault.swap,
    Vault.annotate,
)
"""Steps that leave the files of a site where they are."""

STEPS: tuple[Step, ...] = (
    Vault.add_piece,
    Vault.add,
    Vault.retitle,
    Vault.delete,
    Vault.rename,
    Vault.topic,
    Vault.status,
    Vault.alias,
    Vault.add_piece,
    Vault.drop_piece,
    Vault.work,
    Vault.relate,
    Vault.take_stances,
    Vault.resummarise,
    Vault.swap,
    Vault.move_folder,
    Vault.more,
    Vault.tamper,
    Vault.noise,
    Vault.sly,
    Vault.bibliography,
    Vault.retract,
    Vault.annotate,
    Vault.attach,
    Vault.template,
    Vault.settings,
    Vault.review,
)
