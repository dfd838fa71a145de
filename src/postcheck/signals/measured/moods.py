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
_NEVER = frozenset("danke dank bitte her hey hallo moin schade los auf an ab zum zur okay".split())
# Words behind an imperative that a third person rarely has.
_CUES = frozenset(
    """uns mir dir dich euch dein deine deinen deinem deiner eure euren eurem eurer euer doch mal einfach gern
    gerne bitte ruhig unbedingt lieber nie""".split()
)
# What an imperative of the plural often has behind it, and a verb without a subject rarely.
_OBJECTS = frozenset("den die das einen eine ein alle warme keine keinen nicht vorher hier mehr mit einmal".split())
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
    if not words.is_word(index) or not lower.isalpha() or lower in _NEVER or not _opens(words, index):
        return ""
    following = words.texts[index + 1] if _goes_on(words, index) else ""
    if following == "Sie":
        fits = lower.endswith("n") and lower not in _CONDITIONS and words.pos[index] in ("VERB", "AUX", "")
        return "polite" if fits and not asks(words, index) else ""
    if lower in _ALWAYS:
        return "du"
    if following.lower() in _SUBJECTS or _is_noun_inside(words, index):
        return ""
    cued = following.lower() in _CUES
    tagged = words.tags[index] in ("VVIMP", "VAIMP") or "Imp" in parsed.doc[index].morph.get("Mood", [])
    if lower.endswith("t") and lower not in _SINGULAR:
        return "ihr" if _is_plural(words, index, following.lower(), cued, tagged) else ""
    if lower in _SINGULAR:
        return "du" if cued or tagged or following.lower() in _OBJECTS else ""
    # Other verbs need the tagger, and a form that is a stem; with -e they need a word that fits only a request.
    plausible = words.pos[index] in ("VERB", "AUX") and words.lemmas[index].endswith("n") and not lower.endswith("n")
    return "du" if tagged and plausible and (cued or not lower.endswith("e")) and not asks(words, index) else ""


def _is_plural(words: Words, index: int, following: str, cued: bool, tagged: bool) -> bool:
    """Whether a form in -t asks several people: the third person singular looks the same."""
    if asks(words, index) or (following in _ARTICLE_SUBJECTS and not tagged):
        return False
    after_comma = index > 0 and words.texts[index - 1] == "," and words.lowers[index] not in _PLURAL
    if cued:
        return not after_comma and (words.lowers[index] in _PLURAL or tagged) and words.lowers[index] not in _STATES
    first = begins(words, index) or words.lowers[index - 1] in _OPENERS - _JOINING
    return tagged and first and words.lowers[index] not in _STATES and (
        following in _OBJECTS or _ends_with_call(words, index)
    )  # fmt: skip


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
