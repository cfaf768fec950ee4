"""The site that ``clewline init`` makes: three questions that share notes, one of them contested."""

from collections.abc import Mapping

_NOTE = """---
title: {title}
summary: {summary}
references: [raymer2007spontaneous]
topics: [knots]
---

{body}
"""


def _note(title: str, summary: str, body: str) -> str:
    return _NOTE.format(title=title, summary=summary, body=body)


SETTINGS = "clewline.toml"
STARTER: Mapping[str, str] = {
    SETTINGS: (
        'title = "My inquiring lines"\ndescription = "Questions, and the notes that answer them."\n\n'
        '[content]\nfolders = ["lines", "notes", "references", "topics"]\n'
    ),
    "lines/do-longer-threads-tangle-more.md": """---
title: Do longer threads tangle more?
deck: Read as a question about strings that are shaken in a box, not about conversation.
answer: "Up to a point. Above some length knots become much more likely, and then the chance levels off below certainty; only long and flexible strings come near it."
topics: [knots]
supports: ["[[the-chance-of-a-knot-levels-off]]"]
qualifies: ["[[long-flexible-strings-nearly-always-knot]]"]
opposes: ["[[random-walks-knot-in-the-end]]"]
next: ["[[why-do-shaken-strings-knot]]"]
would_change: ["A trial with threads that are knitted or woven, which these strings were not."]
---

Shaken in a box, a string seldom stays free of knots for long [[a-tumbled-string-knots-within-seconds]]. Above a critical length the chance
of a knot rose sharply with the length of the string, and then it stopped rising short of certainty [[the-chance-of-a-knot-levels-off]].

That is not what the mathematics of random walks would lead one to expect. A self-avoiding walk that grows without end is knotted almost
surely [[random-walks-knot-in-the-end]]. The difference lies in the string: it is stiff, it jams, and it is shaken for a while and no longer.
Where it is long and flexible the chance does come near certainty [[long-flexible-strings-nearly-always-knot]].
""",
    "lines/why-do-shaken-strings-knot.md": """---
title: Why do shaken strings knot at all?
deck: Nobody ties these knots. The line asks what a string and a box do in place of a hand.
answer: "A confined string lies in coils, and its end wanders between them; a model of such moves accounts for much of what was seen, though not in every figure."
topics: [knots]
supports: ["[[the-end-of-the-string-weaves]]", "[[a-tumbled-string-knots-within-seconds]]"]
qualifies: ["[[long-flexible-strings-nearly-always-knot]]"]
next: ["[[which-knots-form-by-themselves]]"]
would_change: ["A film of the string inside the box in which knots form without the end moving."]
---

It takes little. Complex knots often formed within seconds of tumbling [[a-tumbled-string-knots-within-seconds]], so no long search through shapes
is needed. The authors propose that a stiff string lies in coils when it is confined and that its end passes over and under the coils, as in
a braid [[the-end-of-the-string-weaves]]. If that is right, whatever hinders the end should prevent knots, and stiffness and a short time of
shaking did lower their chance [[long-flexible-strings-nearly-always-knot]].

The agreement of the model with the trials is qualitative [[the-end-of-the-string-weaves]]. It does not show that nothing else is at work.
""",
    "lines/which-knots-form-by-themselves.md": """---
title: Which knots form by themselves?
deck: The question is about kinds of knots, as mathematics tells them apart.
answer: "Nearly all of them are prime knots, of many types, and the simpler a knot is the likelier it forms."
topics: [knots]
supports: ["[[nearly-all-knots-were-prime]]", "[[complex-knots-are-rarer]]"]
background: ["[[the-end-of-the-string-weaves]]", "[[the-chance-of-a-knot-levels-off]]"]
would_change: ["A count in which composite knots are common."]
---

Almost every knot that could be identified was prime, and there were 120 types of them in 3,415 trials [[nearly-all-knots-were-prime]]. They
were not equally common: the chance of a knot fell exponentially with the number of its crossings [[complex-knots-are-rarer]]. A model in
which the end of the string weaves through coils gives such a distribution in outline [[the-end-of-the-string-weaves]].

How often a string knots is another matter, and depends on its length [[the-chance-of-a-knot-levels-off]].
""",
    "notes/a-tumbled-string-knots-within-seconds.md": _note(
        "A tumbled string knots within seconds",
        "When a string was tumbled in a box, complex knots often formed within seconds.",
        """A string was dropped into a box and the box was turned over and over [@raymer2007spontaneous]. The knots were told apart by a
computer, from photographs of the string.""",
    ),
    "notes/the-chance-of-a-knot-levels-off.md": _note(
        "The chance of a knot levels off below certainty",
        "Above a critical length the chance of a knot first rose sharply with the length of the string and then saturated below 100%.",
        """The finding is about one way of shaking: there the chance stayed below 100% [@raymer2007spontaneous]. It differs from what holds of
[[random-walks-knot-in-the-end|mathematical walks]].""",
    ),
    "notes/random-walks-knot-in-the-end.md": _note(
        "A self-avoiding walk is almost surely knotted in the end",
        "For self-avoiding random walks it has been proven that the chance of a knot approaches 100% as they grow.",
        "The authors of the trials recall that the chance approaches 100% there, to set theirs against it [@raymer2007spontaneous].",
    ),
    "notes/long-flexible-strings-nearly-always-knot.md": _note(
        "Long, flexible strings nearly always knot",
        "Finite shaking and jamming by stiffness lower the chance of a knot; with long, flexible strings it approaches 100%.",
        """So what [[the-chance-of-a-knot-levels-off|levels off]] is the chance for the strings and the times that were tried, while other
strings approach 100% [@raymer2007spontaneous].""",
    ),
    "notes/the-end-of-the-string-weaves.md": _note(
        "A string in coils is braided by its own end",
        "Random braid moves of the end of a coiled string account qualitatively for the knots seen and for how their chance depends on length and time.",
        """The model starts from an observation: long, stiff strings tend to lie in coils when they are confined
[@raymer2007spontaneous].""",
    ),
    "notes/nearly-all-knots-were-prime.md": _note(
        "Nearly all knots were prime, and of many types",
        "Almost all knots were identified as prime; 120 types, with minimum crossing numbers up to 11, were seen in 3,415 trials.",
        "All prime knots with up to seven crossings were among the 120 types, of which the richest had a crossing number of 11; the trials were 3,415 [@raymer2007spontaneous].",
    ),
    "notes/complex-knots-are-rarer.md": _note(
        "The more complex a knot is, the rarer it is",
        "The relative chance of a knot decreased exponentially with its minimum number of crossings.",
        "The same held for another measure of complexity, the Möbius energy [@raymer2007spontaneous].",
    ),
    "references/library.bib": """@article{raymer2007spontaneous,
  author  = {Raymer, Dorian M. and Smith, Douglas E.},
  title   = {Spontaneous knotting of an agitated string},
  journal = {Proceedings of the National Academy of Sciences},
  year    = {2007},
  volume  = {104},
  number  = {42},
  pages   = {16432--16437},
  doi     = {10.1073/pnas.0611320104},
}
""",
}
"""The files of a new site, by path: every part of the format once, and nothing to delete but the examples."""
