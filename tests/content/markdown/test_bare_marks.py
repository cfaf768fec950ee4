"""Where a mark may stand alone: in each sentence the name of a link says what must come of it, ``mark`` or
``words``.
"""

import pytest

from clewline.content.model import Kind, LinkKind
from clewline.content.options import DEFAULT_OPTIONS, CitationStyle, ParseOptions
from clewline.content.parse import parse
from clewline.text.spans import SourceFile

ENGLISH = """
Post-training activates what is already there [[mark]].
Post-training activates what is already there [[mark]]. A thousand examples were enough.
Post-training activates what is already there. [[mark]]
Post-training activates what is already there.[[mark]] A thousand examples were enough.
Training draws on abilities that were there before [[mark]].
Nothing of the kind had been seen before [[mark]], in any model.
The effect is larger than before [[mark]] and lasts longer.
What is brought out need not be what the data were about [[mark]].
The question is about [[words]].
What happened before [[words]] is not known.
Since [[words]], heavy reuse of one context is a false economy.
Since quality drops with length [[mark]], heavy reuse of one context is a false economy.
Because [[words]], the agent starts each task afresh.
This builds on [[words]].
It rests on [[words]] and [[words]].
The finding contradicts [[words]].
The effect is strongest in small models [[mark]] and fades with scale [[mark]].
The effect fades with scale [[mark]] [[mark]].
The effect fades with scale [[mark]], [[mark]].
The effect fades with scale [[mark]] and [[mark]].
[[words]] shows that the effect fades with scale.
[[words]], [[words]] and [[words]] agree on the direction.
The effect fades. [[words]] argues otherwise.
The effect fades. [[mark]] Others doubt it.
As [[words]] shows, the effect fades.
According to [[words]], the effect fades.
The reason is [[words]].
The reason is simple: [[words]].
Two things follow: [[words]] and [[words]].
The effect fades — [[words]] — but never to nothing.
The effect fades ([[mark]]) but never to nothing.
The effect fades (see [[words]]) but never to nothing.
The effect fades (cf. [[words]]).
The effect fades, [[words]], but never to nothing.
The effect fades,[[mark]] but never to nothing.
However, [[words]] complicates the picture.
However [[words]] complicates the picture.
In practice [[words]] holds only for short tasks.
In short tasks [[words]] is the better account.
The price of long contexts [[mark]] is paid by the reader.
The claim that [[words]] was never tested.
The question is whether [[words]].
What [[words]] calls a floor is a ceiling here.
It is an instance of [[words]].
That is why [[words]].
The opposite of [[words]] is also true.
We know that [[words]] and that [[words]].
If [[words]] then the ranking cannot be trusted.
Judges favour their own text [[mark]], so the ranking cannot be trusted [[mark]].
Judges favour their own text [[mark]]; the ranking cannot be trusted [[mark]].
Judges favour their own text[[mark]].
Does tuning help at all [[mark]]?
"It helps" [[mark]], they write, "but not for long" [[mark]].
It rose by 12 % [[mark]].
It rose to 0.82 [[mark]], the highest so far.
It speeds up [[mark]] and then slows down [[mark]].
The loss goes to $0$ [[mark]].
They call it `warm-up` [[mark]].
It is *not* a matter of size [[mark]].
**Size** is not what matters [[mark]].
The two accounts can be reconciled [[mark]], since [[words]] concerns the other half.
Compare [[words]] with [[words]].
See [[words]].
See also [[words]] and [[words]].
- [[words]]
- [[words]]: the other half
- Judges favour their own text [[mark]]
> Judges favour their own text [[mark]].
Like [[words]], this is a result about scale.
Unlike the earlier result [[mark]], this one is about scale.
The result is robust to prompts [[mark]], seeds [[mark]] and models [[mark]].
Given [[words]], it should come as no surprise.
There is a name for it, [[words]].
They found [[words]].
The study supports [[words]] but not [[words]].
Models with [[words]] in mind behave better.
For the strongest evidence read [[words]].
Longer answers win [[mark]] even when they are worse [[mark]].
This explains [[words]].
This echoes [[words]] and extends [[words]] to images.
It's what [[words]] predicts.
And yet [[words]].
Nothing in it depends on size (contrary to [[words]]).
Nobody has tested it since [[mark]].
New patterns of reasoning were reported [[mark]].
The authors reported [[words]].
It scored lower than one that looked at final answers [[mark]].
Explanations can leave out what decided the answer [[mark]].
This answers [[words]].
It stops several attacks at once [[mark]].
Models can override what the context says [[mark]].
It works as the theory predicts [[mark]].
The theory predicts [[words]].
""".strip().split("\n")

GERMAN = """
Training weckt, was schon vorhanden war, und sonst nichts [[mark]].
Da [[words]], lohnt sich der Aufwand nicht.
Das widerspricht [[words]].
Das zeigt sich bei kleinen Modellen [[mark]] und verschwindet mit der Größe [[mark]].
Nach [[words]] verschwindet der Effekt.
[[words]] zeigt, dass der Effekt verschwindet.
Im Alltag [[words]] gilt das selten.
Dass [[words]], überrascht nicht.
Große Modelle gewinnen dadurch, kleine nicht [[mark]]; der Grund ist [[words]].
Offen ist, ob das Maß misst, was es messen soll [[mark]].
Es wurde gezeigt, dass die Schritte nötig sind [[mark]], weil es sonst misslingt [[mark]].
Amseln [[mark]] sind früher dran.
""".strip().split("\n")

UNLISTED = """
Efekt zanika wraz ze skalą [[mark]].
Efekt zanika wraz ze skalą [[mark]], ale nie do zera.
Zgodnie z [[words]] efekt zanika.
[[words]] pokazuje, że efekt zanika.
Efekt zanika. [[mark]] Inni w to wątpią.
""".strip().split("\n")


def outcomes(text: str, options: ParseOptions = DEFAULT_OPTIONS) -> list[tuple[str, bool]]:
    """The name of each wiki link of a line, and whether it may be shown as a mark alone."""
    page = parse(SourceFile("lines/page.md", text.encode()), Kind.LINE, options).value.document
    assert page is not None
    return [(link.target, link.bare) for link in page.links if link.kind is LinkKind.WIKI]


# "Since" that ends a sentence is an adverb; to tell it from the conjunction takes more than a list of words,
# and the title too many is the lesser harm.
TOO_MANY = {"Nobody has tested it since [[mark]]."}


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english(sentence: str) -> None:
    expected = [(name, name == "mark" and sentence not in TOO_MANY) for name, _ in outcomes(sentence)]
    assert expected
    assert outcomes(sentence) == expected


@pytest.mark.parametrize(
    ("language", "sentence"), [("de-CH", s) for s in GERMAN] + [("pl", s) for s in UNLISTED]
)
def test_other_languages(language: str, sentence: str) -> None:
    found = outcomes(sentence, ParseOptions(language))
    assert found == [(name, name == "mark") for name, _ in found]


def test_settings_fix_it_either_way() -> None:
    text = "Since [[a]], it fades [[b]]."
    assert outcomes(text, ParseOptions(citations=CitationStyle.MARKS)) == [("a", True), ("b", True)]
    assert outcomes(text, ParseOptions(citations=CitationStyle.TITLES)) == [("a", False), ("b", False)]
    assert outcomes(text) == [("a", False), ("b", True)]


def test_words_of_the_author_and_notes_are_left_alone() -> None:
    assert outcomes("It fades [[a|with scale]].") == [("a", False)]
    page = parse(SourceFile("page.md", b"It fades [[a]]."), Kind.NOTE).value.document
    assert page is not None
    assert not page.links[0].bare
