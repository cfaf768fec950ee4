"""Irregular verbs of English, so that their forms meet: took, taken, take."""

_FORMS = """
arise arose arisen; bear bore borne; beat beaten; become became; begin began begun; bend bent; bind bound;
bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built;
burn burnt; buy bought; catch caught; choose chose chosen; come came; deal dealt; dig dug; do did done;
draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed;
feel felt; fight fought; find found; flee fled; fly flew flown; forget forgot forgotten;
freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown; hang hung; hear heard;
hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led; learn learnt; leave left;
lend lent; lose lost loss; make made; mean meant; meet met; pay paid; ride rode ridden; ring rang rung;
rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; shake shook shaken;
shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept;
slide slid; speak spoke spoken; speed sped; spend spent; spill spilt; stand stood; steal stole stolen;
stick stuck; strike struck; swim swam swum; take took taken; teach taught; tear tore torn; tell told;
think thought; throw threw thrown; wake woke woken; wear wore worn; weave wove woven; win won;
write wrote written
"""

IRREGULAR = {
    form: verb for line in _FORMS.split(";") for verb, *forms in [line.split()] for form in (*forms,)
}
"""The infinitive of each irregular form."""
