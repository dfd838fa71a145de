"""Imperatives: by the tagger, by frequent forms, and by what stands around them.

"Kommt vorbei" invites, "Kommt der Bus?" asks, "Hilft das?" states: the form alone decides for few verbs. An imperative
opens its clause and has no subject behind it; a frequent form with "uns", "euch", "mal" behind it needs no tag.
"""

from __future__ import annotations

from postcheck.language import Parsed
from postcheck.signals.words import Words

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})
# Singular imperatives that are no other frequent word at the beginning of a clause.
_SINGULAR = frozenset(
    """komm hol sag mach schau lass nimm gib lies sieh hilf vergiss sprich triff wirf bewirb denk erzähl schreib
    bring bleib frag hör klick häng probier guck meld schick gönn zeig trau pack schnapp greif lad ruf verrat
    verrate erzähle melde dreh misch rühr notier speicher reservier registrier abonnier kommentier markier
    wechsle gieß prüf prüfe teste stöber entdeck entdecke sichere erlebe erleb hinterlass verpass verpasse warte
    wart zöger überleg iss trink miss atme achte vermeide nutze nutz tausch spende spar kauf buch buche bestell
    bestelle stich stell leg setz zieh trag nenn wink beweg lern mess koch back streu füll wasch schneid
    schneide öffne""".split()
)
# Those that can be nothing else.
_ALWAYS = frozenset("nimm gib lies sieh hilf vergiss bewirb komm sprich triff wirf".split())
_PLURAL = frozenset(
    """kommt holt sagt macht schaut lasst nehmt gebt lest seht helft vergesst sprecht bewerbt denkt erzählt
    schreibt bringt bleibt fragt hört klickt probiert meldet schickt gönnt zeigt traut packt schnappt greift
    ladet ruft verratet sucht besucht merkt stellt folgt teilt nutzt spart kauft bucht bestellt freut entdeckt
    sichert erlebt verpasst wartet achtet stimmt geht redet diskutiert tragt testet spendet""".split()
)
# The third person in short sentences without a subject: "Klingt gut", "Steht im Vertrag".
_STATES = frozenset(
    """klingt steht passt schmeckt hilft gilt kostet reicht fehlt läuft liegt sieht riecht heißt dauert gibt lohnt
    beginnt startet findet hat ist wird kann soll muss darf will führt hält fährt bringt's bleibt geht""".split()
)
_NEVER = frozenset(
    """danke dank bitte her hey hallo moin schade los auf an ab zum zur
    okay mal mehr weitere weniger viel heute morgen nur noch neu unter alle""".split()
)
# Plural imperatives that are no third person: that one changes its vowel ("vergisst", "lässt").
_ALWAYS_PLURAL = frozenset(
    "vergesst lasst nehmt gebt lest seht helft sprecht bewerbt tretet messt tragt haltet esst werft brecht".split()
)
# Behind "wer", "was" and the like a verb without a subject belongs to them: "Wer mag, schickt uns ein Bild".
_FREE_RELATIVES = frozenset("wer wen wem was wo wie".split())
# "Bei Fragen sprich uns an": what may stand before an imperative that does not open its clause.
_OCCASIONS = frozenset("bei für mit zur zum nach vor".split())
_TO_US = frozenset("uns mir dich euch bitte".split())
# Words behind an imperative that a third person rarely has.
_CUES = frozenset(
    """uns mir dir dich euch dein deine deinen deinem deiner eure euren eurem eurer euer doch mal einfach gern
    gerne bitte ruhig unbedingt lieber nie""".split()
)
# What an imperative of the plural often has behind it, and a verb without a subject rarely.
_OBJECTS = frozenset("den die das einen eine ein alle warme keine keinen nicht vorher hier mehr mit einmal".split())
_NOMINATIVES = frozenset("die das eine ein keine".split())
# What follows a noun rather than an imperative that nothing else speaks for.
_NOUN_LINKS = frozenset(", und oder vor von bei für & im am zum zur aus der des".split())
# What a subject of the third (or another) person begins with; behind "-t" forms also articles.
_SUBJECTS = frozenset("ich er es man wir sie ihr du wer was jemand niemand sich das's".split())
_ARTICLE_SUBJECTS = frozenset("der das die dieser diese dieses ein eine kein keine".split())
# Words that may stand before the verb of an imperative clause.
_OPENERS = frozenset("und oder dann also bitte aber sondern jetzt nun danach drum darum deshalb los ja nein".split())
# Behind these the subject of the clause before may go on: "Sie kommt und stellt den Antrag".
_JOINING = frozenset("und oder aber sondern".split())
_MARKS = frozenset(',;:–—-•→➡►▸*„“”"»«(…!?.')
# Verbs that open a condition rather than a request: "Haben Sie Fragen, rufen Sie an".
_CONDITIONS = frozenset("haben sind können wollen möchten sollten müssen werden wären hätten dürfen brauchen".split())


def imperatives(parsed: Parsed, words: Words) -> list[str]:
    """For each token "du", "ihr" or "polite" where it is an imperative, else ""."""
    return [_mood(parsed, words, index) for index in range(len(words))]


def begins(words: Words, index: int) -> bool:
    """Whether the token is the first word of its sentence, of a quotation, or after a colon or dash."""
    for before in range(index - 1, -1, -1):
        if words.sentence_of[before] != words.sentence_of[index]:
            return True
        if words.is_word(before) or words.kinds[before] == "number":
            return False
        if words.texts[before] in (":", "–", "—", "-", "„", "“", '"', "»", "•", "(", "…"):
            return True
    return True


def _mood(parsed: Parsed, words: Words, index: int) -> str:
    lower = words.lowers[index]
    if not words.is_word(index) or not lower.isalpha() or lower in _NEVER:
        return ""
    following = words.texts[index + 1] if _goes_on(words, index) else ""
    if not _opens(words, index):
        return _on_occasion(words, index, following.lower())
    if following == "Sie":
        fits = lower.endswith("n") and lower not in _CONDITIONS and words.pos[index] in ("VERB", "AUX", "")
        return "polite" if fits and not asks(words, index) else ""
    if lower in _ALWAYS:
        return "du"
    if lower in _ALWAYS_PLURAL and following.lower() not in ("ihr", "er", "man"):
        return "ihr"
    if lower in _PLURAL and following == "sie" and _stands_alone(words, index):
        return "ihr"
    if following.lower() in _SUBJECTS or _is_noun_inside(words, index) or _has_subject_before(words, index, lower):
        return ""
    cued = following.lower() in _CUES
    tagged = words.tags[index] in ("VVIMP", "VAIMP") or "Imp" in parsed.doc[index].morph.get("Mood", [])
    if lower.endswith("t") and lower not in _SINGULAR:
        return "ihr" if _is_plural(words, index, following.lower(), cued, tagged) else ""
    if lower in _SINGULAR:
        return "du" if cued or tagged or following.lower() in _OBJECTS else ""
    # Other verbs need the tagger, and a form that is a stem; with -e they need a word that fits only a request.
    plausible = words.pos[index] in ("VERB", "AUX") and words.lemmas[index].endswith("n") and not lower.endswith("n")
    if words.texts[index].istitle() and following.lower() in _NOUN_LINKS:
        # "Druck vor und hinter der Pumpe ablesen", "Zink, Sonnenhut und Hagebutte": nouns at the beginning.
        return ""
    return "du" if tagged and plausible and (cued or not lower.endswith("e")) and not asks(words, index) else ""


def _is_plural(words: Words, index: int, following: str, cued: bool, tagged: bool) -> bool:
    """Whether a form in -t asks several people: the third person singular looks the same."""
    if asks(words, index) or (following in _ARTICLE_SUBJECTS and not tagged):
        return False
    after_comma = index > 0 and words.texts[index - 1] == "," and words.lowers[index] not in _PLURAL
    if _demanded(words, index):
        return words.lowers[index] not in _STATES or following in _CUES
    if cued:
        return not after_comma and (words.lowers[index] in _PLURAL or tagged) and words.lowers[index] not in _STATES
    first = begins(words, index) or words.lowers[index - 1] in _OPENERS - _JOINING
    return tagged and first and words.lowers[index] not in _STATES and (
        (following in _OBJECTS and (following not in _NOMINATIVES or words.lowers[index] in _PLURAL))
        or _ends_with_call(words, index)
    )  # fmt: skip


def _demanded(words: Words, index: int) -> bool:
    """Whether "Bitte" stands before the form, or a polite request that it goes on: "Bringen Sie … und denkt an …"."""
    if not begins(words, index) and words.pos[index] not in ("VERB", "AUX"):
        return False
    before = words.lowers[index - 1] if index else ""
    if before == "bitte":
        return begins(words, index - 1)
    if before != "und" or words.clause_of[index] != words.clause_of[index - 1]:
        return False
    clause = [other for other in range(index) if words.clause_of[other] == words.clause_of[index]]
    asked = [other for other in clause if words.texts[other] == "Sie" and other > clause[0]]
    return bool(asked) and words.lowers[asked[0] - 1].endswith("n") and (
        asked[0] - 1 == clause[0] or words.lowers[asked[0] - 2] in _OPENERS
    )  # fmt: skip


def _on_occasion(words: Words, index: int, following: str) -> str:
    """The mood of a frequent form behind "Bei Fragen", "Für Termine": "Bei Fragen sprich uns an"."""
    lower = words.lowers[index]
    if following not in _TO_US or words.texts[index][:1].isupper() or asks(words, index):
        return ""
    first = index
    while first > 0 and words.clause_of[first - 1] == words.clause_of[index]:
        first -= 1
    if words.lowers[first] not in _OCCASIONS or not 2 <= index - first <= 5 or not begins(words, first):
        return ""
    if lower in _ALWAYS or lower in _SINGULAR:
        return "du"
    return "ihr" if lower in _PLURAL - _STATES and following in ("uns", "mir", "euch") else ""


def _has_subject_before(words: Words, index: int, lower: str) -> bool:
    """Whether a clause before holds the subject: "Wer mag, schickt uns …", "ich lese mit und diskutiere gern"."""
    earlier = [other for other in range(index) if words.sentence_of[other] == words.sentence_of[index]]
    lowers = {words.lowers[other] for other in earlier}
    if lower.endswith("t") and earlier and words.texts[earlier[-1]] == ",":
        return bool(lowers & _FREE_RELATIVES) and words.lowers[earlier[0]] != "bitte"
    return bool(earlier) and words.lowers[earlier[-1]] in _JOINING and lower.endswith("e") and "ich" in lowers


def _stands_alone(words: Words, index: int) -> bool:
    """Whether the form opens its sentence, which is neither a question nor a condition before a main clause."""
    inside = [other for other in range(index, len(words)) if words.sentence_of[other] == words.sentence_of[index]]
    marks = [words.texts[other] for other in inside if words.texts[other] in (",", "?", "und")]
    return begins(words, index) and "?" not in marks and marks[:1] != [","]


def _is_noun_inside(words: Words, index: int) -> bool:
    text = words.texts[index]
    return text[:1].isupper() and not text.isupper() and not begins(words, index)


def _ends_with_call(words: Words, index: int) -> bool:
    sentence = words.sentence_of[index]
    for other in range(index, len(words)):
        if words.sentence_of[other] != sentence:
            return False
        if "!" in words.texts[other]:
            return True
    return False


def _goes_on(words: Words, index: int) -> bool:
    return index + 1 < len(words) and words.sentence_of[index + 1] == words.sentence_of[index]


def _opens(words: Words, index: int) -> bool:
    """Whether the token opens a sentence or a clause, or stands behind a word that an imperative allows there."""
    before = index - 1
    while before >= 0 and words.sentence_of[before] == words.sentence_of[index]:
        if words.is_word(before):
            return words.lowers[before] in _OPENERS
        if words.kinds[before] == "number":
            return False
        if words.texts[before] in _MARKS:
            return True
        before -= 1
    return True


def asks(words: Words, index: int) -> bool:
    """Whether the token's clause ends with a question mark."""
    clause = words.clause_of[index]
    return any(
        "?" in words.texts[other]
        for other in range(index, min(len(words), index + 40))
        if words.clause_of[other] == clause
    )
