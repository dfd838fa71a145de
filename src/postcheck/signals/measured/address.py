"""Who speaks and who is addressed: wir, ich, du, ihr, Sie.

Decided by form and place first and by the tagger second, so that a wrong tag alone changes little: "Sie" and "Ihr" at
the beginning of a sentence count where their place, their verb or the rest of the post makes them an address.
"""

from __future__ import annotations

from postcheck.language import Parsed
from postcheck.models import Span
from postcheck.signals.measured import moods
from postcheck.signals.words import Words

_WE = frozenset("wir uns unser unsere unserem unseren unserer unseres unsre unsrem unsren unsrer".split())
_I = frozenset("ich mich mir mein meine meinem meinen meiner meines".split())
_DU = frozenset("du dich dir dein deine deinem deinen deiner deines dirs deins".split())
_EUCH = frozenset("euch euer eure eurem euren eurer eures euern euers eurerseits".split())
_POLITE = frozenset("Ihnen Ihr Ihre Ihrem Ihren Ihrer Ihres Ihrerseits".split())
# "per Du", "vom Sie zum Du": the forms are talked about, nobody is addressed.
_NAMED_BY = frozenset("per das dem zum vom beim das".split())
# Verb forms that only "ihr" can have: the third person changes its vowel or looks different.
_ONLY_IHR = frozenset(
    """seid habt wollt könnt mögt dürft sollt müsst werdet wisst wärt wäret hättet würdet könntet solltet dürftet
    müsstet möchtet wolltet wart hattet wurdet nehmt gebt lest esst seht helft fahrt lauft schlaft tragt haltet
    lasst werft sprecht trefft vergesst brecht ladet fangt fallt stoßt wascht tretet messt bewerbt empfehlt
    stehlt""".split()
)
# "Ihr Lieben", "ihr alle": the plural as a form of address.
_AFTER_IHR = frozenset("lieben liebe beide beiden zwei drei leute helden da habt's könnt's".split())
_LONGEST_SIGN_OFF = 7
# Verbs that something does to somebody: "wenn ihr etwas auffällt" speaks of her.
_HAPPENS = frozenset(
    """unterkommt gefällt passt schmeckt fehlt gehört auffällt einfällt gelingt passiert geschieht begegnet zusteht
    entgeht missfällt nützt schadet liegt leidtut wehtut bevorsteht durchgeht widerfährt""".split()
)


def we(parsed: Parsed, words: Words) -> list[Span]:
    """wir, uns, unser."""
    return _listed(words, _WE)


def i(parsed: Parsed, words: Words) -> list[Span]:
    """ich, mich, mein."""
    return _listed(words, _I)


def imperatives(parsed: Parsed, words: Words) -> list[Span]:
    """Verbs in the imperative; polite ones ("Buchen Sie") with their Sie."""
    return [
        words.span(index, index + 1 if mood == "polite" else index)
        for index, mood in enumerate(moods.imperatives(parsed, words))
        if mood
    ]


def du(parsed: Parsed, words: Words) -> list[Span]:
    """Forms of du, dein, and imperatives of the singular."""
    return sorted({*_listed(words, _DU), *_imperatives(parsed, words, "du")})


def ihr(parsed: Parsed, words: Words) -> list[Span]:
    """Forms of ihr and euer that address several people, and imperatives of the plural."""
    pronouns = [
        words.span(index, index)
        for index in range(len(words))
        if words.lowers[index] == "ihr" and _second_plural(words, index)
    ]
    return sorted({*_listed(words, _EUCH), *pronouns, *_imperatives(parsed, words, "ihr")})


def sie_address(parsed: Parsed, words: Words) -> list[Span]:
    """Polite forms: Sie, Ihnen, Ihr with a capital that the place in the sentence does not explain."""
    sure: list[Span] = []
    unsure: list[Span] = []
    signed = _sign_off(words)
    for index in range(len(words)):
        text = words.texts[index]
        polite = text == "Sie" or (text in _POLITE and not (text == "Ihr" and _second_plural(words, index)))
        if not polite or _is_named(words, index):
            continue
        span = words.span(index, index)
        alone = _nobody_else(words, index) or _takes_them(words, index)
        if not moods.begins(words, index) or index in signed or alone:
            sure.append(span)
        elif text != "Sie" or _plural_verb_near(words, index):
            unsure.append(span)
    # At the beginning of a sentence the capital says nothing: such forms count where a sure one is in the post, or
    # where readers are greeted so.
    return sorted([*sure, *unsure]) if sure or _greets_formally(words) else []


def _greets_formally(words: Words) -> bool:
    """Whether the post begins with "Sehr geehrte …" or "Werte …"."""
    for index in range(min(len(words), 12)):
        if words.lowers[index] in ("geehrte", "geehrter", "geehrten", "verehrte", "werte", "werter"):
            return _in_first_sentence(words, index)
    return False


def _in_first_sentence(words: Words, index: int) -> bool:
    """Whether the token stands in the first sentence of the post."""
    return words.sentence_of[index] == words.sentence_of[0]


def _listed(words: Words, forms: frozenset[str]) -> list[Span]:
    return [
        words.span(index, index)
        for index in range(len(words))
        if words.lowers[index] in forms and words.is_word(index) and not _is_named(words, index)
    ]


def _imperatives(parsed: Parsed, words: Words, wanted: str) -> list[Span]:
    found = enumerate(moods.imperatives(parsed, words))
    return [words.span(index, index) for index, mood in found if mood == wanted]


def _is_named(words: Words, index: int) -> bool:
    capital = words.texts[index] in ("Du", "Sie")
    return capital and index > 0 and words.lowers[index - 1] in _NAMED_BY


def _nobody_else(words: Words, index: int) -> bool:
    """Whether the post begins here, or a question of its own: "Sie" and "Ihr" then have nobody else to mean."""
    sentence = words.sentence_of[index]
    if words.texts[index] == "Sie" and not _plural_verb_near(words, index):
        return False
    return not any(words.is_word(other) for other in range(index) if words.sentence_of[other] <= sentence)


def _takes_them(words: Words, index: int) -> bool:
    """ "Sie bekommen sie …": who takes them is the reader."""
    if words.texts[index] != "Sie" or not _plural_verb_near(words, index):
        return False
    return index + 2 < len(words) and words.texts[index + 2] == "sie"


def _sign_off(words: Words) -> set[int]:
    """Tokens that begin the line or sentence with which the post is signed: "Ihr Praxisteam", "Ihre Stadtwerke"."""
    found: set[int] = set()
    for index in range(1, len(words)):
        if words.texts[index] not in ("Ihr", "Ihre") or not moods.begins(words, index):
            continue
        rest = [other for other in range(index, len(words)) if words.sentence_of[other] == words.sentence_of[index]]
        later = [other for other in range(rest[-1] + 1, len(words)) if words.is_word(other)]
        short = sum(words.is_word(other) for other in rest) <= _LONGEST_SIGN_OFF
        verbs = any(words.tags[other] in moods.FINITE for other in rest)
        if short and not verbs and not later and not any(words.texts[other] == "?" for other in rest):
            found.add(index)
    return found


def _second_plural(words: Words, index: int) -> bool:
    """Whether "ihr" at `index` is the subject of a verb in -t: "ihr habt", "wollt ihr"; not "ihr Auto", "mit ihr"."""
    before = words.lowers[index - 1] if _same_sentence(words, index - 1, index) else ""
    after = words.lowers[index + 1] if _same_sentence(words, index, index + 1) else ""
    if before in _ONLY_IHR or after in _ONLY_IHR or after in _AFTER_IHR or before.endswith(("t's", "ts")):
        return True
    clause = words.clause_of[index]
    inside = [other for other in range(index + 1, len(words)) if words.clause_of[other] == clause]
    if any(words.lowers[other] in _ONLY_IHR for other in inside) and not _is_preposition(words, index - 1):
        # "wenn ihr Fragen habt": no other subject could have this verb.
        return True
    inverted = before.endswith("t") and words.tags[index - 1] in moods.FINITE
    if _before_noun(words, index):
        # "Ihr Blick", "ihr neues Rad", but "Trinkt ihr Kaffee?"
        return inverted and words.texts[index] == "ihr" and words.tags[index] == "PPER" and moods.asks(words, index)
    if inverted and words.tags[index] != "PPOSAT":
        return True
    if after.endswith("t") and words.pos[index + 1] in ("VERB", "AUX", "") and moods.begins(words, index):
        return True
    if words.tags[index] == "PPER" and not _is_preposition(words, index - 1):
        # "dass ihr uns morgen schreibt": the verb comes last in its clause.
        verbs = [other for other in inside if words.tags[other] in moods.FINITE]
        last = words.lowers[verbs[-1]] if verbs else ""
        return last.endswith("t") and last not in _HAPPENS and not _is_subject(words, index, verbs[-1])
    return False


def _is_subject(words: Words, first: int, last: int) -> bool:
    """Whether something between the two tokens can only be the subject: "dass ihr der Kuchen schmeckt"."""
    return any(words.lowers[other] in ("der", "er", "es", "man", "niemand", "jemand") for other in range(first, last))


def _same_sentence(words: Words, left: int, right: int) -> bool:
    return left >= 0 and right < len(words) and words.sentence_of[left] == words.sentence_of[right]


def _before_noun(words: Words, index: int) -> bool:
    """Whether a noun follows, alone or behind an adjective."""
    following = [other for other in (index + 1, index + 2) if _same_sentence(words, index, other)]
    if not following or not words.is_word(following[0]):
        return False
    if words.texts[following[0]][:1].isupper() and words.tags[following[0]] not in ("VVFIN", "PPER"):
        return True
    return len(following) == 2 and words.pos[following[0]] == "ADJ" and words.texts[following[1]][:1].isupper()


def _is_preposition(words: Words, index: int) -> bool:
    return index >= 0 and words.tags[index] in ("APPR", "APPRART")


def _plural_verb_near(words: Words, index: int) -> bool:
    following = words.lowers[index + 1] if index + 1 < len(words) else ""
    return following.endswith("n") or following == "sind"
