"""Drawings are published when they are pictures and nothing else, however that is spelled."""

from pathlib import Path

import pytest

from clewline.content.drawing import fault_of_drawing
from clewline.text.limits import DRAWING_BYTES

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

HARMLESS = [
    "<svg/>",
    f'<svg {SVG}><a href="https://example.org/"><path d="M0 0"/></a><a xlink:href="#b"/><a href="a.html"/></svg>',
    f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
    f' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg {SVG}><defs><clipPath id="c"/></defs>'
    '<g clip-path="url(#c)" style="fill: url( \'#c\' )"/><use xlink:href="#c"/></svg>',
    f'<svg {SVG} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1"><metadata>'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata></svg>',
    f'<svg {SVG}><image xlink:href="data:image/png;base64,AAAA"/><style>a{{fill:red}}</style></svg>',
    f'<svg {SVG}><color-profile name="x" xlink:href="/usr/share/color/x.icc"/><defs><font horiz-adv-x="9"><font-face '
    'font-family="f"><font-face-src><font-face-name name="f"/></font-face-src></font-face><missing-glyph d="M0"/>'
    '<glyph unicode="a" d="M0"/><hkern u1="a" u2="a" k="1"/></font></defs></svg>',
    f'<svg {SVG}><animate attributeName="opacity" values="0;1"/><text>onload= javascript: &lt;script&gt;</text></svg>',
    f'<svg {SVG}><switch><foreignObject width="100%" pointer-events="none"><div class="label" data-kind="a" '
    'xmlns="http://www.w3.org/1999/xhtml" style="display: flex; color: #000"><p>Two<br/><b>lines</b></p></div>'
    "</foreignObject><text>Two lines</text></switch></svg>",
    f'<?xml version="1.0" encoding="UTF-16"?><svg {SVG}><text>ü</text></svg>',
]

HARMFUL = [
    f"<svg {SVG}><script>alert(1)</script></svg>",
    f'<svg {SVG} onload="alert(1)"/>',
    f'<svg {SVG} ONLOAD="alert(1)"/>',
    '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>',
    f'<svg {SVG}><a xlink:href="java&#115;cript:alert(1)"><text>x</text></a></svg>',
    f'<svg {SVG}><a href="javascript:alert(1)"/></svg>',
    f'<svg {SVG}><a href=" java&#10;script&#58;alert(1)"/></svg>',
    f'<svg {SVG}><a href="&#1;javascript:alert(1)"/></svg>',
    f'<svg {SVG}><a href="data:text/html,x"/></svg>',
    f'<svg {SVG} xmlns:x="http://www.w3.org/1999/xlink"><a x:href="vbscript:x"/></svg>',
    f'<svg {SVG}><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
    f'<svg {SVG}><a><set attributeName="xlink:href" to="x"/></a></svg>',
    f'<svg {SVG}><a><animate attributeName="HREF" values="a;b"/></a></svg>',
    f'<svg {SVG}><set attributeName="onmouseover" to="alert(1)"/></svg>',
    f'<svg {SVG}><animate attributeName="x" values="1;javascript:alert(1)"/></svg>',
    f'<svg {SVG} xmlns:h="http://www.w3.org/1999/xhtml"><h:iframe src="javascript:alert(1)"/></svg>',
    f'<svg {SVG} xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></svg>',
    *(
        f'<svg {SVG}><foreignObject xmlns:h="http://www.w3.org/1999/xhtml">{words}</foreignObject></svg>'
        for words in (
            '<h:div onclick="alert(1)"/>',
            '<h:div style="background: url(https://example.org/a)"/>',
            '<h:td background="https://example.org/a"/>',
            '<h:a href="https://example.org/">x</h:a>',
            '<h:img src="data:image/png;base64,AAAA"/>',
            "<h:style>p { color: red }</h:style>",
            '<h:input value="Password"/>',
            "<h:DIV/>",
        )
    ),
    f"<svg {SVG}><handler/></svg>",
    f'<svg {SVG}><font-face-uri xlink:href="https://example.org/f.svg#f"/></svg>',
    f'<svg {SVG} xmlns:m="http://www.w3.org/1998/Math/MathML"><m:a href="javascript:x"/></svg>',
    '<!DOCTYPE svg [<!ENTITY x "javascript:alert(1)">]><svg/>',
    '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg/>',
    '<?xml-stylesheet href="javascript:x" type="text/css"?><svg/>',
    '<?xml version="1.0" encoding="UTF-7"?><svg/>',
    '<?xml version="1.0" encoding="windows-1252"?><svg/>',
    f'<svg {SVG}><use href="https://example.org/a.svg#x"/></svg>',
    f'<svg {SVG}><use href="data:image/svg+xml,x#x"/></svg>',
    f'<svg {SVG}><image href="https://example.org/a.png"/></svg>',
    f'<svg {SVG}><image href="data:image/svg+xml;base64,AAAA"/></svg>',
    f'<svg {SVG} xml:base="https://example.org/"><use href="#x"/></svg>',
    f"<svg {SVG}><style>@import 'https://example.org/a.css';</style></svg>",
    f"<svg {SVG}><style>a {{ fill: u\\72l(https://example.org/) }}</style></svg>",
    f"<svg {SVG}><style>a {{ fill: url(/**/ https://example.org/a) }}</style></svg>",
    f'<svg {SVG}><g style="fill: url(https://example.org/a)"/></svg>',
    f'<svg {SVG}><g fill="url(//example.org/a)"/></svg>',
    f"<svg {SVG}><g>",
    "<html><script>alert(1)</script></html>",
    "",
    f"<svg {SVG}>{' ' * DRAWING_BYTES}</svg>",
]


def encoded(text: str) -> bytes:
    return text.encode("utf-16" if 'encoding="UTF-16"' in text else "utf-8")


@pytest.mark.parametrize("text", HARMLESS)
def test_pictures_are_published(text: str) -> None:
    assert fault_of_drawing(encoded(text)) == ""


@pytest.mark.parametrize("text", HARMFUL, ids=range(len(HARMFUL)))
def test_what_is_more_than_a_picture_is_not(text: str) -> None:
    assert fault_of_drawing(encoded(text))


@pytest.mark.parametrize("text", [text for text in HARMFUL if text.startswith(("<svg", "<s:svg"))])
def test_nor_is_it_in_another_encoding(text: str) -> None:
    assert fault_of_drawing(text.encode("utf-16"))


def test_the_drawings_of_the_theme_and_of_the_sample_are_pictures() -> None:
    drawings = [
        path
        for folder in ("templates", "notes")
        for path in (Path(__file__).parents[2] / folder).rglob("*.svg")
    ]
    assert drawings
    assert [path.name for path in drawings if fault_of_drawing(path.read_bytes())] == []
