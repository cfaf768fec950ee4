import pytest

from clewline.theme.quotation_marks import quoted_page, quoted_text

CASES = [
    ('He said "yes".', "He said “yes”."),
    ("It's the model's answer.", "It’s the model’s answer."),
    ("the models' answers", "the models’ answers"),
    ("'one' and 'two'", "‘one’ and ‘two’"),
    ("\"'one' and two\"", "“‘one’ and two”"),
    ("\"one and 'two'\"", "“one and ‘two’”"),
    ("in the '90s, it wasn't", "in the ’90s, it wasn’t"),
    ("'Tis so", "’Tis so"),
    ("a 6\" pipe, 5'10\" tall, 30' north", "a 6\" pipe, 5'10\" tall, 30' north"),
    ('("a"), "b","c" — "d"—"e"', "(“a”), “b”,“c” — “d”—“e”"),
    ('he began — "so', "he began — “so"),
    ('and so it ended."', "and so it ended.”"),
    ('he said—"no', "he said—“no"),
    ('"I never—"', "“I never—”"),
    ('a " b', 'a " b'),
    ("a ' b", "a ' b"),
    ("“set” by hand isn't changed", "“set” by hand isn’t changed"),
    ("https://example.org/it's/\"x\" isn't", 'https://example.org/it\'s/"x" isn’t'),
    ('it asked "Why?" and "How?"', "it asked “Why?” and “How?”"),
    ('"The "model" said"', "“The “model” said”"),
    ("the 1970's", "the 1970’s"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "shown"), CASES)
def test_english(written: str, shown: str) -> None:
    assert quoted_text(written, "en-GB") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", "„Das ist ‚so‘“, sagt’s"),
        ("de-AT", "„Das ist ‚so‘“, sagt’s"),
        ("de-CH", "«Das ist ‹so›», sagt’s"),
        ("fr", "«\u202fDas ist “so”\u202f», sagt’s"),
        ("es", "«Das ist “so”», sagt’s"),
        ("ar", "«Das ist ‹so›», sagt’s"),
        ("sv", "”Das ist ’so’”, sagt’s"),
        ("ja", "「Das ist 『so』」, sagt’s"),
        ("xx", "“Das ist ‘so’”, sagt’s"),
    ],
)
def test_each_language_has_its_own_marks(language: str, shown: str) -> None:
    assert quoted_text("\"Das ist 'so'\", sagt's", language) == shown


def test_scripts_without_spaces() -> None:
    assert quoted_text('彼は"はい"と言った', "ja") == "彼は「はい」と言った"


def test_an_abbreviation_in_hebrew_stays() -> None:
    assert quoted_text('צה"ל', "he") == 'צה"ל'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>a &quot;<em>b</em>&quot; c</p>", "<p>a “<em>b</em>” c</p>"),
        ("<p>a <em>&#34;b&#34;</em>, it&#39;s</p>", "<p>a <em>“b”</em>, it’s</p>"),
        ('<p title="it\'s">"x"</p>', '<p title="it\'s">“x”</p>'),
        ("<p>&quot;open</p><p>&quot;again&quot;</p>", "<p>“open</p><p>“again”</p>"),
        ("<code>\"x\" it's</code> isn't", '<code>"x" it\'s</code> isn’t'),
        ("<p><code>x</code>'s <q>a</q></p>", "<p><code>x</code>’s <q>a</q></p>"),
        ("<pre><code>'a'</code> 'b'</pre>", "<pre><code>'a'</code> 'b'</pre>"),
        ("<math><mi>f'</mi></math> it's", "<math><mi>f'</mi></math> it’s"),
        (
            '<p>"words"<a class="cite" href="#s2">2</a> and</p>',
            '<p>“words”<a class="cite" href="#s2">2</a> and</p>',
        ),
        ("<!-- it's -->", "<!-- it's -->"),
        ("<!doctype html>\n<script>'x'</script><style>a::before { content: '\"' }</style>",) * 2,
        ("<p>'a<br>b'</p>", "<p>‘a<br>b’</p>"),
    ],
)
def test_pages(written: str, shown: str) -> None:
    assert quoted_page(written, "en") == shown
