"""The same corpus as a Hugo site that shows the same, as far as Hugo can: each line with the cards of its
notes, each note with its backlinks and references, a page for each topic and each reference, one feed, a site
map, and the text of all pages to be searched.

Hugo knows no wiki links: they become Markdown links, and the names that a page leads to stand in its front
matter. Of what we make, Hugo is spared the pages in Markdown, the maps, the formatted references, the graphs,
and the checks.
"""

import re
from pathlib import Path

_LINK = re.compile(r"\[\[([\w-]+)\]\]")
_SETTINGS = """baseURL = "http://localhost/"
title = "Lines"
[taxonomies]
topic = "topics"
reference = "references"
[outputs]
home = ["html", "rss", "json"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
[services.rss]
limit = 50
[markup.goldmark.renderer]
unsafe = false
"""
_PAGES = {
    "_default/baseof.html": '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    '<body><main>{{ block "main" . }}{{ end }}</main></body></html>\n',
    "_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .RegularPages }}'
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
    "_default/taxonomy.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}'
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
    "_default/term.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}'
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Params.summary }}</p></li>{{ end }}</ul>{{ end }}\n',
    "index.json": "[{{ range $place, $page := site.RegularPages }}{{ if $place }},{{ end }}"
    '{{ dict "address" $page.RelPermalink "title" $page.Title "text" $page.Plain "leads" $page.Params.leads | jsonify }}{{ end }}]\n',
    "index.html": '{{ define "main" }}<ul>{{ range first 24 (where site.RegularPages "Section" "lines") }}'
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
    "lines/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.deck }}</p>{{ .Content }}'
    '{{ range .Params.leads }}{{ with site.GetPage (printf "/notes/%s" .) }}<section class="card">'
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a>'
    "<p>{{ .Params.summary }}</p></section>{{ end }}{{ end }}{{ end }}\n",
    "notes/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ .Content }}'
    '<ul>{{ range index (partialCached "backlinks.html" .) .File.ContentBaseName }}'
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
    '<ul>{{ range .GetTerms "references" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
    "partials/backlinks.html": "{{ $found := newScratch }}{{ range $page := site.RegularPages }}{{ range $page.Params.leads }}"
    "{{ $found.Add . (slice $page) }}{{ end }}{{ end }}{{ return $found.Values }}\n",
}


def convert(text: str) -> str:
    """The text of a note or line as Hugo reads it."""
    _, front, body = text.split("---\n", 2)
    leads = list(dict.fromkeys(_LINK.findall(body)))
    kept = "".join(row for row in front.splitlines(keepends=True) if not row.startswith("opposes:"))
    quoted = re.sub(
        r"^(title|summary|deck): (.*)$", lambda found: f'{found[1]}: "{found[2]}"', kept, flags=re.MULTILINE
    )
    return f"---\n{quoted}leads: [{', '.join(leads)}]\n---\n" + _LINK.sub(r"[\1](/notes/\1/)", body)


def address(path: str) -> str:
    """Where Hugo serves the page of a note or line."""
    return f"/{'lines' if '/lines/' in path else 'notes'}/{Path(path).stem}/"


def write(source: Path, folder: Path) -> None:
    """Writes the corpus in ``source`` as a Hugo site into ``folder``."""
    for name, text in _PAGES.items():
        file = folder / "layouts" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "hugo.toml").write_text(_SETTINGS)
    for file in source.rglob("*.md"):
        target = content(folder, file.relative_to(source).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(convert(file.read_text()))


def content(folder: Path, path: str) -> Path:
    """The file of a note or line in the Hugo site."""
    return folder / "content" / f"{address(path).strip('/')}.md"
