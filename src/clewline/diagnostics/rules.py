"""The registry of everything that the tool may have to say about content, settings and themes.

A code never changes its meaning. Severities are defaults: the ``[severity]`` table of the settings overrides
them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from clewline.diagnostics.diagnostic import Rule, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# A rule is one line of facts and a few of prose; one argument a line would hide that.
# fmt: off

_FILES = (
    Rule("encoding-invalid", _E, "the file is not UTF-8",
         "Text in another encoding turns into wrong letters, so what is not UTF-8 is shown as replacement characters. Save "
         'the file as UTF-8: most editors offer this under "Save with encoding"; `iconv -f latin1 -t utf-8 old.md > '
         "new.md` does it too."),
    Rule("file-too-large", _E, "the file is too large to be read as a note",
         "A note is meant to hold one finding, and a very large file is nearly always data that slipped in; its text is "
         'left out. Split it, or name it under `ignore`, such as `ignore = ["exports/**"]`.'),
    Rule("file-unreadable", _E, "the file cannot be opened",
         "What it says would be missing from the site without a word. See who may read it with `ls -l notes/a.md`, and "
         "let yourself read it with `chmod u+r notes/a.md`."),
    Rule("path-symlink", _W, "a symbolic link was skipped",
         "A link may lead out of the site folder, and what lies there was perhaps never meant to be published. Put the "
         "file itself into the folder: a copy of `../papers/a.md` as `notes/a.md`."),
    Rule("path-name", _W, "the file cannot be published under this name",
         "Some names work on one system only, or cannot be part of an address. Rename the file: letters, digits and "
         "hyphens are always safe, as in `goal-guarding.md`."),
    Rule("content-folder-missing", _W, "the settings name a content folder that is not there",
         "Notes that were meant to be published may be missing. Correct the name under `[content]`, as in `folders = "
         '["notes", "lines"]`, or make the folder.'),
    Rule("obsidian-filter", _W, "an excluded file of Obsidian cannot be understood",
         "What it was to exclude is published. Exclude folders by their names in Obsidian (Files and links, Excluded files), "
         'or here: `ignore = ["Archive/**"]`.'),
)

_FRONT_MATTER = (
    Rule("front-matter-syntax", _E, "the front matter cannot be read",
         "From this place on, the keys of the header are lost. Most often a value with a colon or a bracket needs quotes: "
         '`title: "Scaling: a survey"`. The header stands between two lines of three hyphens.'),
    Rule("front-matter-duplicate", _E, "a key is given twice",
         "Only the first is used, which may not be the one that you edited last. Keep one; several values go into one "
         "list, as in `aliases: [LIMA, less is more]`."),
    Rule("front-matter-type", _E, "a key has the wrong kind of value",
         "The value cannot be understood, and it is ignored; a doubtful `draft`, `private` or `status` hides the file to "
         "be on the safe side. Give what the message asks for: `draft: true`, `created: 2024-05-31`, `aliases: [one, "
         "two]`."),
    Rule("guard-unclear", _W, "a key or value looks like one that withholds the document, so it does",
         "A slip of the pen must not publish what is private. Write what was meant, `private: true` or `status: draft`, or "
         "give a key of your own another name."),
    Rule("document-draft", _I, "a draft is left out",
         "It is part of the site only with `--drafts`. When it is done, take `draft: true` out of it, or set `status: "
         "published`."),
    Rule("document-private", _I, "a private document is left out",
         "Nothing of it reaches the site in any form. To publish it, take out the key that the message names: `private: "
         "true`, `publish: false`, or one of another tool, such as `dg-publish: false`."),
    Rule("withheld-leak", _E, "something of a withheld document is in the output",
         "Its title, path, alias or a passage can be read by everybody who gets the site. Do not publish it: build again, and "
         "search the file that is named; `clewline leaks` looks once more. Most often a template of the site's own, or an attachment, repeats the words."),
    Rule("front-matter-unknown", _I, "a key is not known, but nearly",
         "Keys of your own are welcome and reach the templates; this one looks like a slip of the pen, and would have no "
         "effect. Write the key that was meant (`summary:`, not `sumary:`), or give your own a name that is further away."),
    Rule("front-matter-limit", _E, "the front matter goes beyond what is allowed",
         "Headers hold flat keys: anchors, tags, deep nesting and very long headers are refused, because they can make a "
         "small file take for ever to read. Write values out, as in `topics: [alignment, honesty]`, and move long text "
         "into the body."),
)

_TEXT = (
    Rule("title-missing", _W, "a line has no title",
         "A line is known by its question, and now its file name stands there instead. Add `title: Why does …?` to the "
         "front matter, or begin the text with `# Why does …?`."),
    Rule("comment-unclosed", _W, "a comment is never closed",
         "What follows `%%` is yours alone; without a second `%%` the rest of the file is hidden, so that nothing private "
         "slips out. Close the comment: `%% check this figure %%`."),
    Rule("text-limit", _W, "the text goes beyond what is shown",
         "Very deep nesting, and long addresses that are used by reference again and again, can make a small file fill a page "
         "without end, so the rest is shown as words or left out. Write with fewer levels, or shorten the address: `[data]: "
         "https://example.org/data`."),
    Rule("text-direction", _W, "a character turns the direction of the text, unseen",
         "Such characters make a text read otherwise than it is written, which is useful in a mixture of Arabic or Hebrew with "
         "English and harmful anywhere else: a file can be made to say one thing to people and another to programs. Take it out, "
         'or, where it is meant, set `text-direction = "off"` under `[severity]`.'),
    Rule("math-invalid", _W, "a formula cannot be shown",
         "Its TeX cannot be turned into MathML, so readers see the source. Look for an unclosed brace or a command from a "
         "package: `$\\frac{a}{b}$` works. A dollar sign that starts no formula is written `\\$`."),
    Rule("canvas-syntax", _W, "a canvas cannot be read",
         "It is not what Obsidian writes into a `.canvas` file (JSON Canvas), so its page shows nothing. Open it in Obsidian and "
         "save it again, or take it out."),
    Rule("dialect-unsupported", _W, "notes are written for another program",
         "Tags, shortcodes and blocks that only another program reads are shown as they are written. This is said once "
         "for the whole site, at the first place. Write what they stand for: `> [!note] Title` is a box."),
    Rule("code-not-run", _I, "a block of code is shown, not run",
         "Diagrams, queries and the like are drawn or answered by a program that your editor has and a static page has "
         "not. Readers see the source, and a line that says so. Export the picture or the list and show that: "
         "`![[diagram.svg]]`."),
    Rule("frame-removed", _I, "a frame is shown as a link",
         "A frame would load a page of another host, and tell that host who reads yours. Readers get a link to it. A file "
         "of the site is shown in place: `![[report.pdf]]`."),
    Rule("link-torn", _W, "a wiki link runs over the end of a line",
         "Obsidian reads no link there, so readers see the brackets. Keep `[[name|words]]` on one line, however long it "
         "gets."),
    Rule("html-removed", _I, "raw HTML was removed",
         "Notes may use a small set of harmless elements; scripts, frames, forms and the like never reach the site. Use "
         'Markdown instead: `![[figure.svg]]` rather than `<iframe src="figure.svg">`. The words inside are kept where '
         "that is safe."),
)

_NAMES = (
    Rule("slug-duplicate", _I, "two files share a name",
         "Nothing is wrong as long as no link uses the name alone; one that does is reported, as nothing says which file is meant. Rename one of them, or always link with "
         "the folder, as in `[[papers/overview]]`."),
    Rule("alias-duplicate", _W, "two files claim the same alias",
         "Links by this alias are ambiguous. Take it out of `aliases:` in one of the files, or make it more exact: "
         "`aliases: [LIMA (Zhou 2023)]`."),
    Rule("topic-ambiguous", _W, "the name of a topic fits several notes",
         "One note introduces a topic, and here several could. Use the one's file name with its folder, as in `topics: "
         "[topics/alignment]`, or rename the others."),
)

_CITATIONS = (
    Rule("citation-missing", _E, "a line cites a note that does not exist",
         "An answer would rest on nothing that a reader can check. Correct the name (the hint gives the nearest one) or "
         "write the note. `[[less-is-more]]` looks for the file `less-is-more.md`, then for an alias, then for a title."),
    Rule("citation-ambiguous", _E, "a citation fits several notes",
         "Which evidence is meant cannot be guessed. The message lists the candidates; name one by its path, as in "
         "`[[papers/overview]]`."),
    Rule("citation-unpublished", _E, "a line cites a draft or a private note",
         "Readers cannot see the evidence; nothing of the note is shown, not even its title. Publish the note (take "
         "`draft: true` out of it), cite another one, or make the line a draft as well."),
    Rule("line-without-sources", _W, "a line cites no note",
         "An answer without evidence is an opinion. Cite the notes that it rests on where they support it: `… as a "
         "controlled study found [[less-is-more]].` A line that is still being written can have `status: draft`."),
    Rule("note-uncited", _I, "no line cites this note",
         "Nothing is wrong: the note is evidence that no answer uses yet. Perhaps a line has overlooked it; cite it there "
         "as `[[its-name]]`."),
    Rule("answer-missing", _I, "a line does not say its answer in short",
         "Nothing is wrong. With `answer: …`, one to three sentences with their hedges, the page says before its prose what "
         "the prose comes to, and home, lists, search and feeds show it instead of the deck."),
    Rule("self-citation", _W, "a document cites itself",
         "A text is no evidence for itself. Name the note that was meant, or point to a place on the same page: "
         "`[[#Results]]`."),
)

_LINKS = (
    Rule("link-missing", _W, "a link leads to a document that does not exist",
         "Its words are shown without a link and marked as broken. Correct the name (the hint gives the nearest one), "
         "write the note, or take the brackets away: `[[future-note]]` becomes `future note`."),
    Rule("link-ambiguous", _W, "a link fits several documents",
         "Where it leads cannot be guessed, so its words are shown without a link. The message lists the candidates; name one by its path, as in "
         "`[[papers/overview]]`."),
    Rule("link-unpublished", _W, "a link leads to a draft, a private document, or a file of a kind that is not "
        "published",
         "The words stay and the link goes, since its target is not on the site. Give it words that say nothing private, "
         "`[[target|these words]]`, or publish the target. Of files, pictures, sound, video, PDF and data are published; "
         "link to another form of any other file."),
    Rule("fragment-missing", _W, "a link names a heading or a block that is not there",
         "The link leads to the top of the page instead. Headings are named as they are written, `[[note#Results]]`; a "
         "block is named by the mark at its end, `[[note#^key-figure]]`."),
    Rule("embed-cycle", _W, "documents embed one another in a circle",
         "Shown in full, they would never end, so the innermost embed is shown as a link. Turn one `![[note]]` into "
         "`[[note]]`, or embed a section only: `![[note#Results]]`."),
    Rule("attachment-missing", _W, "an image or attachment does not exist",
         "Readers would see a gap. Correct the name or add the file: `![[accuracy.svg]]` looks for a file of this name "
         "anywhere in the site folder, `![](figures/accuracy.svg)` beside the note."),
    Rule("attachment-unsafe", _W, "an attachment holds active content",
         "An SVG file with scripts, event handlers or outside content can act on the reader's behalf when it is opened, so "
         "it is not published. Export it again as plain SVG, or as PNG: `rsvg-convert figure.svg -o figure.png`."),
    Rule("image-remote", _W, "an image lies on another host",
         "Loading it would tell that host who reads the page, and it may be gone tomorrow, so it is shown as a link. Save "
         "it into the site folder and show it from there: `![[accuracy.png]]`."),
    Rule("url-unsafe", _W, "the address has a scheme that is not allowed",
         "Addresses such as `javascript:` run code in the reader's browser, and `file:` shows the folders of your "
         "computer. Link to `https:` or `mailto:`, to a program such as `zotero:` or `obsidian:`, to a file of the site by its "
         "path: `[data](attachments/data.csv)`."),
    Rule("url-secret", _W, "an address holds a password, a key or a token",
         "Whoever reads the page can read it in the address, and may get in with it. Take it out of the address, and change it "
         "if the page has been published: `https://example.org/data` for `https://me:word@example.org/data`. If it is meant for "
         "everyone, accept the finding with a reason."),
)

_RELATIONS = (
    Rule("next-missing", _E, "a next line does not exist",
         'Readers would be led nowhere. Correct the name under `next:`, as in `next: ["[[does-scale-help]]"]`, or take it '
         "out: next lines are also derived from shared sources."),
    Rule("relation-missing", _E, "a relation names a document that does not exist",
         'What it says of the evidence is lost. Correct the name, as in `opposes: ["[[sudden-abilities]]"]`, or write the '
         "note."),
    Rule("relation-uncited", _W, "a line states its relation to a note that it does not cite",
         "A stance is shown on the source card, and without a citation there is no card. Cite the note in the text where "
         "it counts, `… though one study disagrees [[sudden-abilities]].`, or take the relation out."),
    Rule("relation-conflict", _E, "one note is given two stances",
         "A source cannot both support and oppose an answer; the first stance is used. Keep one. For evidence that cuts "
         'both ways, use `qualifies: ["[[note]]"]`.'),
)

_REFERENCES = (
    Rule("reference-missing", _E, "a reference is not known",
         "Readers could not find the work. Add an entry with this key to a `.bib` or CSL `.json` file, or correct the key: "
         '`[@zhou2023lima]` needs `@article{zhou2023lima, …}`. For a paper on arXiv, `arxiv: "2305.11206"` in the front '
         "matter is enough."),
    Rule("reference-syntax", _E, "a bibliography cannot be read here",
         "The entry is lost; the others are read. Look for a missing comma or brace: `@book{key, title = {A Title}, year = "
         "{2023}}`."),
    Rule("reference-duplicate", _E, "two references share a key",
         "Which work is cited cannot be told; the first is used. Remove one, or give it a key of its own, such as "
         "`zhou2023limaB`, and correct its citations."),
    Rule("reference-field", _W, "a field of a reference cannot be used",
         "The field is left out of the entry. Give it a plain value: `year = {2023}`, `url = "
         "{https://arxiv.org/abs/2305.11206}`."),
    Rule("reference-retracted", _E, "an answer rests on a work that was retracted",
         "Its publisher, or its authors, no longer stand by what it says. Take out what rests on it, or say that it was "
         "retracted: `One study, since retracted, found recovery [[the-plot-survey]].` Where that is said, accept the "
         "finding: `%% clewline-ignore reference-retracted: said in the text %%`."),
    Rule("reference-concern", _W, "a work has an expression of concern",
         "The publisher doubts it and has not decided. Read the notice, and say how far the finding can be relied on: "
         "`found in a study that its publisher is looking into [[the-plot-survey]]`."),
    Rule("reference-superseded", _I, "a work was superseded",
         "There is a newer version, which may say something else. Compare the two and name the newer one: `references: "
         "[zhou2024lima]`."),
    Rule("reference-corrected", _I, "a work was corrected",
         "Most corrections are small, and some change a figure. Read the notice and compare it with the note: `31% "
         "recovered (corrected from 37%)`."),
    Rule("preprint-published", _I, "a preprint was published, and the bibliography has the published work too",
         "Referees may have changed what it says. Compare the two and name the published one: `references: "
         "[zhou2023lima]` in place of `[zhou2023preprint]`."),
    Rule("retractions-missing", _E, "the list of retractions is not there",
         "No work can be looked up in it. Put the file where the settings say, or correct them: `retractions = "
         '"references/retractions.csv"`.'),
    Rule("retractions-unreadable", _E, "the list of retractions cannot be read",
         "No work can be looked up in it. Save the database of Retraction Watch as Crossref hands it out, a CSV file whose "
         "first line names the columns, `RetractionNature` and `OriginalPaperDOI` among them."),
    Rule("note-without-reference", _I, "a note rests on no reference",
         "Readers of an answer want to reach the paper behind it. Name it in the front matter, `references: "
         '[zhou2023lima]`, `arxiv: "2305.11206"` or `doi: "10.1000/182"`, or cite it in the text as `[@zhou2023lima]`.'),
)

_SETTINGS = (
    Rule("config-syntax", _E, "the settings cannot be read",
         'The file is not TOML, and the defaults are used instead. Texts stand in quotes, `title = "My notes"`; lists in '
         'brackets, `ignore = ["inbox/**"]`; each key has a line of its own.'),
    Rule("config-unknown", _E, "a setting does not exist",
         "It would have no effect, and you would not notice. Correct the name: `base-url`, not `base_url`. A key after a "
         "heading such as `[content]` belongs to that table, so single keys come first."),
    Rule("config-value", _E, "a setting has a value that cannot be used",
         'The default is used instead. Give what the message asks for, as in `drafts = '
             'true` or `language = "en-GB"`.'),
)

_SITE = (
    Rule("template-error", _E, "a template failed",
         "The page shows the error instead of its text. The message names template and line; most often it uses a name "
         "that the page does not have: `{{ page.titel }}` for `{{ page.title }}`."),
    Rule("template-dynamic", _E, "a template chooses another one by a value",
         'Which pages an edit changes could not be told. Name the template in quotes, `{% include "card.html" %}`, and '
         "choose with `{% if %}`."),
    Rule("template-missing", _E, "a template does not exist",
         "Pages that need it cannot be made. Correct the name, or use the one that comes with the theme: `{% extends "
         '"default/base.html" %}`.'),
    Rule("url-conflict", _W, "two pages would have the same address",
         "One of them gets another, with digits at its end. Names that differ only in case, accents or punctuation count as "
         "the same, since some disks and hosts cannot tell them apart. Rename one of the files, `LIMA.md` or `lima.md`."),
)

_EXTERNAL = (
    Rule("external-broken", _E, "an address on the web does not exist any more",
         "Readers who follow it find nothing; it failed in two runs, or cannot be an address at all. Correct it, or link to "
         "an archived copy, as in `[report](https://web.archive.org/web/2024/https://example.org/report)`."),
    Rule("external-moved", _W, "an address on the web has moved for good",
         "The old address still leads on, until one day it does not. Write the new one that the hint gives: "
         "`https://example.org/new` for `http://example.org/old`."),
    Rule("external-fragment", _W, "a page on the web lacks the place that the address points to",
         "Readers land at the top of the page and miss what you meant. Point to an id that is there (`#results`), quote words "
         "that are there (`#:~:text=less%20is%20more`), or link to the page alone."),
    Rule("external-unverified", _I, "an address on the web could not be checked",
         "Nothing is wrong as far as we know: the host asks for a login, turns programs away, answers too slowly, or failed "
         "once. Open it in a browser, or set `external-unverified = \"off\"` under `[severity]`."),
    Rule("external-private", _W, "an address leads into a private network",
         "Only people on that network could open it, and asking it could reach what was never meant to be public, so it was "
         "not asked. Link to a public page instead of `http://192.168.0.7/`, or check it with `--allow-private`."),
)

_BUILT = (
    Rule("target-missing", _E, "an address leads to a file that is not there",
         "Readers get an error page, or a gap where a picture should be. The hint gives the file that was probably meant, as it "
         "is written from this page: `../notes/lima.html`."),
    Rule("anchor-missing", _E, "an address leads to a place that the page does not have",
         "Readers land at the top of the page and miss what was meant. Point to an id that is there, such as "
         "`notes/lima.html#results`, or to the page alone."),
    Rule("target-case", _E, "an address is spelled unlike the file",
         "Upper and lower case, or the form of accents, differ. It works on the disks of macOS and Windows and fails on nearly "
         "every host. Write the name as the file has it: `Figure.png` is not `figure.png`."),
    Rule("target-folder", _E, "an address leads to a folder without a page",
         "Most hosts answer with an error, some show a list of files. Link to a page, `notes/index.html`, or put an "
         "`index.html` into the folder."),
    Rule("target-slash", _W, "an address leads to a folder, without a slash at its end",
         "Some hosts send readers on to the address with the slash, others fail, and opened from a disk it shows a list of "
         "files. Write `notes/index.html`, or at least `notes/`."),
    Rule("target-extension", _W, "an address leaves the ending of a page out",
         "Some hosts find `notes/lima.html` for `notes/lima`; others, and every disk, do not. Write the ending. If your host "
         'adds it, set `target-extension = "off"` under `[severity]`.'),
    Rule("target-outside", _E, "an address leads out of the site",
         "It climbs above the folder of the site, or begins at the root of the host though the site lies in a folder of it. "
         "Count the `../`; with a base URL that ends in `/notes`, write `/notes/lima.html`, not `/lima.html`."),
    Rule("target-local", _E, "an address leads to a file of one computer",
         "Addresses such as `file:///home/me/a.pdf` or `C:\\a.pdf` open for nobody else, and they show your folders. Copy the "
         "file into the site and link to the copy: `attachments/a.pdf`."),
    Rule("address-invalid", _E, "this is no address",
         "No browser can open it; most often a letter, a colon or a slash of `https://` is missing or doubled, or a mail address "
         "has no `@`. Correct it: `https://example.org/`, `mailto:me@example.org`."),
    Rule("address-encoding", _E, "an address cannot be decoded",
         "After a `%` come two hexadecimal digits, and together they are UTF-8: `caf%C3%A9.html`. A percent sign itself is "
         "written `%25`: `100%25.html`."),
    Rule("address-empty", _W, "an address is empty",
         'A link without an address leads to its own page, and an image without one may load the page again. Give the address, or '
         'take the attribute out: `<a>` for `<a href="">`.'),
    Rule("address-backslash", _W, "an address holds backslashes",
         "Browsers read them as slashes; other programs (feed readers, crawlers, converters) do not. Write `img/a.png`, not "
         "`img\\a.png`."),
    Rule("address-protocol", _I, "an address has no protocol",
         "`//example.org/a.js` takes that of the page, so that it fails when the page is opened from a disk. Write "
         "`https://example.org/a.js`."),
    Rule("address-script", _I, "a link is a script",
         "`javascript:` leads nowhere for readers, browsers and crawlers without scripts. Use a `<button>` for what is no link, "
         'or give the link a real address: `<a href="map.html">`.'),
    Rule("redirect-loop", _E, "redirects lead in a circle",
         "Browsers stop with an error after a while. Let one of the pages show something, or point them all to one that does: "
         '`<meta http-equiv="refresh" content="0; url=notes/lima.html">`.'),
    Rule("redirect-chain", _W, "a redirect leads to another redirect",
         "Readers wait twice, and some programs follow only once. Redirect to where the last one ends, which the hint gives: "
         "`url=notes/lima.html`."),
    Rule("id-duplicate", _W, "a page gives an id twice",
         "Links lead to the first, so the second place cannot be reached; labels and scripts may mean the wrong one. Give each an id of "
         "its own: `results` and `results-2`."),
    Rule("name-case", _W, "two files differ only in case or accents",
         "On the disks of macOS and Windows one overwrites the other, so that copies of the site lose a page. Rename one of "
         "them: `LIMA.html` and `lima.html` become `lima.html` and `lima-2.html`."),
)

_EVIDENCE = (
    Rule("figure-missing", _E, "a figure is in none of the cited notes",
         "A reader who follows the citation will not find it. Write the figure that the note has, which the hint gives, or cite "
         "the note that has this one: `31% of plots recovered [[the-plot-survey]]`."),
    Rule("figure-other-note", _E, "a figure is only in another note than the one cited",
         "The figure is right and the citation is wrong. Cite the note that the message names beside the figure, as in "
         "`31% recovered [[the-plot-survey]]`."),
    Rule("figure-sum", _E, "the figures of a sentence do not add up",
         "The total is neither in the cited notes nor the sum of the figures beside it. Add them again: `12 and 9, in all 21`."),
    Rule("figure-unit", _W, "a figure has another unit than in the cited note",
         "The number is there, and it measures something else. Write the unit of the note, or convert the number with it: `24 "
         "hours` may become `one day`."),
    Rule("figure-points", _W, "percent and percentage points are mixed up",
         "From 20% to 24% is a rise of 4 percentage points, and of 20 percent. Write which one the note has: `4 percentage "
         "points`."),
    Rule("figure-per", _W, "a figure is measured against something else than in the cited note",
         "Per 1,000 is not per 100, and a year is not a month. Write what the note measures against: `3 per 1,000 births`."),
    Rule("figure-bound", _W, "a figure is bounded otherwise than in the cited note",
         "At least, more than, at most and exactly say different things of one number. Take the bound over from the note: "
         "`at least 30 sites`."),
    Rule("figure-small", _I, "a small number in words is in none of the cited notes",
         "One, two, first and second are often no figures, so this is only a hint. If it is a figure, write the one that the note "
         "has: `two of the sites`."),
    Rule("quote-missing", _E, "quoted words are in none of the cited notes",
         "Quotation marks promise a reader these very words. Quote what the note has, or say it in your own words without the "
         'marks: `the author calls it "a slow thaw"`.'),
    Rule("quote-other-note", _E, "quoted words are only in another note than the one cited",
         "The words are right and the citation is wrong. Cite the note that the message names: "
         '`"a slow thaw" [[the-ice-diary]]`.'),
    Rule("quote-order", _E, "the pieces of a quotation stand in another order in the cited note",
         "An ellipsis leaves words out and keeps the order of the rest. Quote the pieces in the order of the note, or "
         'each on its own: `"first words" and "later words"`.'),
    Rule("quote-altered", _W, "quoted words differ from those in the cited note",
         "The message shows the words that differ. Quote exactly, mark what you change with `[brackets]`, and leave words out "
         "with an ellipsis."),
    Rule("quote-negation", _W, "a quotation leaves out the word that negates it",
         "The words are there, and the note says that it is not so. Let the quotation begin earlier, or say so before it: "
         '`the trial did not "improve survival"`.'),
    Rule("quote-short", _I, "one or two quoted words are in none of the cited notes",
         "Such words are often quoted at a distance rather than from a source, so this is only a hint. Quote what the note "
         'has, or take the marks off: `a "slow thaw"`.'),
    Rule("hedge-dropped", _W, "a statement is flat where the cited note is careful",
         "The note says may, suggests or usually, and the line says that it is so. Take the care over, in any words: `the drug "
         "may shorten the illness`."),
    Rule("hedge-quantifier", _W, "a statement is about all where the cited note is about some",
         "What holds for some or most does not hold for all. Write the note's quantity: `most of the plots recovered`."),
    Rule("hedge-scope", _W, "a statement leaves out whom or what the cited note limits it to",
         "What was found in one group or setting may not hold in others. Say where it holds: `in healthy volunteers, the "
         "drug was safe`."),
    Rule("hedge-average", _W, "a figure is flat where the cited note gives an average, a limit or an estimate",
         "An average says nothing of each case, and `up to 40%` is not `40%`. Take the words over: `on average`, `up to`, "
         "`about`."),
    Rule("figure-summary", _W, "a figure of a summary is nowhere in the note below it",
         "The card of a note shows the summary, and whoever follows it to the note finds nothing about the figure there. Say "
         "in the text where it comes from, or leave it out above: `In the plot survey, 31% recovered.`"),
    Rule("quote-summary", _W, "quoted words of a summary are nowhere in the note below it",
         "Whoever follows the card to the note does not find the words there. Quote them in the text too, or take the marks "
         "off above: `the author calls it \"a slow thaw\"`."),
    Rule("figure-excerpt", _I, "a figure of a note is not in what is stored of its work",
         "An excerpt or an abstract is a part of the work, and the figure may stand in another. To have it checked, quote the "
         "passage in the note, ending with the citation: `> 31% of plots recovered [@lind2020]`."),
    Rule("quote-excerpt", _I, "quoted words of a note are not in what is stored of its work",
         "An excerpt or an abstract is a part of the work, and the words may stand in another. To have them checked, quote the "
         "passage as a block in the note, ending with the citation: `> a slow thaw [@lind2020]`."),
    Rule("hedge-excerpt", _I, "a note says flatly what the abstract of its work says with care",
         "The work itself may be plainer than its abstract. Compare them; if the work is as careful, take the care over: `the "
         "drug may shorten the illness`."),
    Rule("hedge-cause", _W, "an association has become a cause",
         "The note says that two things go together, not that one makes the other. Write so: `is associated with`, `goes with`."),
)

_COVERAGE = (
    Rule("paragraph-uncited", _I, "a paragraph of a line cites no note",
         "A reader cannot tell what it rests on. Cite the notes that bear it out, as in `… most plots recovered "
         "[[the-plot-survey]].` A paragraph that only leads on or sums up says so with a comment, which nobody else sees: "
         "`So much for the theory. %% bridge %%`."),
    Rule("tension-one-sided", _W, "a line cites one of two notes that contradict each other",
         "The answer would hide that its evidence is disputed. Weigh both sides and cite both: `… though another study "
         "found none of it [[no-recovery-in-the-north]].` A reason not to is worth a comment: `%% clewline-ignore "
         "tension-one-sided: the other note is about adults %%`."),
    Rule("qualification-one-sided", _I, "a line cites one of two notes of which one qualifies the other",
         "Nothing is wrong where the limit makes no difference to the answer. Where it does, cite both: `The plots "
         "recovered [[the-plot-survey]], if only in the south [[no-recovery-in-the-north]].`"),
    Rule("change-arrived", _W, "a note has come that may change an answer",
         "An item under `would_change:` names this note, or the note holds all that its query asks for, and the line does "
         "not cite it. Read the note and answer anew, then cite it; or narrow the query at the end of the item: `A count "
         'in the north. %% find: plots "north side" #recovery %%`.'),
    Rule("sources-one-paper", _I, "all notes that a line cites rest on one paper",
         "Several notes look like several findings, and here one study alone speaks for the answer. Look for a second "
         "paper, or say so in the text: `One study alone has measured it [[the-plot-survey]].`"),
    Rule("source-without-reference", _I, "a note that lines cite rests on no reference",
         "The way from the answer to the work behind it ends here. Name the work in the front matter, `references: "
         '[zhou2023lima]`, `arxiv: "2305.11206"` or `doi: "10.1000/182"`, or cite it in the text as `[@zhou2023lima]`.'),
)

_REVIEWS = (
    Rule("review-stale", _W, "what a line says or rests on has changed since its last review",
         "A person said that the answer stands on this evidence, and it is not this evidence any more. `clewline review "
         "does-it-hold` shows what has changed beside the sentences that cite it; `clewline review does-it-hold --accept` "
         "records that the answer still stands."),
    Rule("review-missing", _I, "nobody has recorded a review of a line",
         "Nothing is wrong. When somebody has read the line against its notes, `clewline review does-it-hold --accept` says so "
         "in the page, and from then on you are told what changes. `clewline check --require-review` makes this an error."),
    Rule("review-damaged", _W, "the record of a review or a history cannot be read",
         "It counts as none. Most often a merge has left two of them in the file: keep one, or record it again with "
         "`clewline review does-it-hold --accept` or `clewline history`. Another text belongs elsewhere, or set "
         '`reviews = "another-folder"`.'),
    Rule("review-unused", _I, "the record of a review or a history is that of no line, or one too many",
         "Its line may have been deleted, or another record of the same line is newer. Take the file out, or correct its "
         "row `line: lines/does-it-hold.md`."),
)

_SUPPRESSIONS = (
    Rule("suppression-unused", _W, "a suppression suppresses nothing",
         "What it was for has been mended, or its code is spelled wrong; left alone, it would hide the next mistake. Take it out, "
         "or correct the code: `clewline rules` lists them all."),
    Rule("suppression-reason", _E, "a suppression has no reason",
         "Whoever finds it later must be able to tell whether it still holds. Write the code and why: "
         "`%% clewline-ignore link-missing: the note is still to come %%`."),
)

# fmt: on

_GROUPS = (
    _FILES,
    _FRONT_MATTER,
    _TEXT,
    _NAMES,
    _CITATIONS,
    _LINKS,
    _RELATIONS,
    _REFERENCES,
    _SETTINGS,
    _SITE,
    _EXTERNAL,
    _BUILT,
    _EVIDENCE,
    _COVERAGE,
    _REVIEWS,
    _SUPPRESSIONS,
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for group in _GROUPS for rule in group})
"""Every rule by its code, in the order of the reference."""

REVIEW_WAITS = ("review-missing", "review-stale")
"""The codes of lines that wait for a review."""

ONLY_CHECKED = frozenset(rule.code for rule in (*_EXTERNAL, *_BUILT))
"""The codes of what only a check looks for, not a build."""


def rules_reference() -> str:
    """The reference of all rules as Markdown: a table of them, then a section for each."""
    rows = (
        f"| [{rule.code}](#{rule.code}) | {rule.severity.word} | {rule.meaning} |" for rule in RULES.values()
    )
    sections = (
        f"## {rule.code}\n\n*{rule.severity.word}*: {rule.meaning}.\n\n{rule.help}\n"
        for rule in RULES.values()
    )
    table = "\n".join(("| code | severity | meaning |", "| --- | --- | --- |", *rows))
    return f"# Rules\n\n{table}\n\n" + "\n".join(sections)
