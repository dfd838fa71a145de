"""STTS with the IBK extensions, and what it says of UPOS and morphology."""

from __future__ import annotations

UPOS = {
    "$(": "PUNCT", "$,": "PUNCT", "$.": "PUNCT", "ADJA": "ADJ", "ADJD": "ADJ", "ADR": "PROPN", "ADV": "ADV",
    "ADVART": "ADV", "AKW": "INTJ", "APPO": "ADP", "APPR": "ADP", "APPRART": "ADP", "APZR": "ADP", "ART": "DET",
    "CARD": "NUM", "DM": "ADV", "EML": "X", "EMOASC": "SYM", "EMOIMG": "SYM", "FM": "X", "HST": "X", "ITJ": "INTJ",
    "KOKOM": "CCONJ", "KON": "CCONJ", "KOUI": "SCONJ", "KOUS": "SCONJ", "KOUSPPER": "SCONJ", "NE": "PROPN", "NN": "NOUN",
    "ONO": "INTJ", "PAV": "ADV", "PDAT": "DET", "PDS": "PRON", "PIAT": "DET", "PIS": "PRON", "PPER": "PRON",
    "PPERPPER": "PRON", "PPOSAT": "DET", "PPOSS": "PRON", "PRELAT": "DET", "PRELS": "PRON", "PRF": "PRON", "PTKA": "PART",
    "PTKANT": "INTJ", "PTKIFG": "ADV", "PTKMA": "ADV", "PTKMWL": "ADV", "PTKNEG": "PART", "PTKVZ": "ADP", "PTKZU": "PART",
    "PWAT": "DET", "PWAV": "ADV", "PWS": "PRON", "TRUNC": "X", "URL": "X", "VAFIN": "AUX", "VAIMP": "AUX", "VAINF": "AUX",
    "VAPP": "AUX", "VAPPER": "AUX", "VMFIN": "AUX", "VMINF": "AUX", "VMPP": "AUX", "VMPPER": "AUX", "VVFIN": "VERB",
    "VVIMP": "VERB", "VVINF": "VERB", "VVIZU": "VERB", "VVPP": "VERB", "VVPPER": "VERB", "XY": "X",
}  # fmt: skip

# Particles of the IBK extension that newspapers' tag sets call adverbs: where a source has no IBK tags, these words
# have no certain tag. (Beißwenger et al. 2016 add PTKMA, PTKIFG, PTKMWL and DM to STTS.)
PARTICLES = frozenset(
    """
    ja doch mal halt eben wohl denn nur auch schon einfach sehr so ganz etwa viel noch eigentlich gar bloß ruhig vielleicht
    total voll echt ziemlich recht ganz fast besonders wirklich sogar nämlich überhaupt sowieso eh gerade erst ebenfalls
    gerne aber also ausgerechnet allein wenigstens mindestens höchstens zumindest etwas besonders zu relativ absolut
    """.split()
)
# Where sources disagree on the border between the two.
REFLEXIVE_OR_PERSONAL = frozenset("mich dich uns euch mir dir sich".split())


def clean(tag: str) -> str:
    """A tag of HanTa or GSD in the spelling of STTS-IBK: VV(FIN) → VVFIN, NNA → NN, PROAV → PAV."""
    if tag not in ("$(", "$,", "$."):
        tag = tag.replace("(", "").replace(")", "")
    return {"NNA": "NN", "NNI": "NN", "PROAV": "PAV", "PIDAT": "PIAT"}.get(tag, tag)
