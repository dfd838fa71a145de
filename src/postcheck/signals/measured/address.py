"""Who speaks and who is addressed: wir, ich, du, ihr, Sie, decided by form, tag and neighbours."""

from __future__ import annotations

from postcheck.language import Parsed
from postcheck.models import Span
from postcheck.signals.words import Words

_WE = frozenset(
    ["wir", "uns", "unser", "unsere", "unserem", "unseren", "unserer", "unseres", "unsre", "unsrem", "unsren", "unsrer"]
)
_I = frozenset(["ich", "mich", "mir", "mein", "meine", "meinem", "meinen", "meiner", "meines"])
_DU = frozenset(["du", "dich", "dir", "dein", "deine", "deinem", "deinen", "deiner", "deines", "dirs", "deins"])
_EUCH = frozenset(["euch", "euer", "eure", "eurem", "euren", "eurer", "eures", "euern", "eurerseits"])
_POLITE = frozenset({"Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres", "Ihrerseits"})
_VERB_TAGS = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})


def we(parsed: Parsed, words: Words) -> list[Span]:
    """wir, uns, unser."""
    return _listed(words, _WE)


def i(parsed: Parsed, words: Words) -> list[Span]:
    """ich, mich, mein."""
    return _listed(words, _I)


def imperatives(parsed: Parsed, words: Words) -> list[Span]:
    """Verbs in the imperative; polite ones ("Buchen Sie") with their Sie."""
    found: list[Span] = []
    for index in range(len(words)):
        if _mood(parsed, words, index) == "Imp" or _polite_imperative(words, index):
            last = index + 1 if _polite_imperative(words, index) else index
            found.append(words.span(index, last))
    return found


def du(parsed: Parsed, words: Words) -> list[Span]:
    """Forms of du, dein, and imperatives of the singular."""
    found = set(_listed(words, _DU))
    for index in range(len(words)):
        if (
            _mood(parsed, words, index) == "Imp"
            and "Sing" in parsed.doc[index].morph.get("Number", [])
            and not _polite_imperative(words, index)
        ):
            found.add(words.span(index, index))
    return sorted(found)


def ihr(parsed: Parsed, words: Words) -> list[Span]:
    """Forms of ihr and euer that address several people, and imperatives of the plural."""
    found = set(_listed(words, _EUCH))
    for index in range(len(words)):
        if words.lowers[index] == "ihr" and _second_plural(words, index):
            found.add(words.span(index, index))
        if (
            _mood(parsed, words, index) == "Imp"
            and "Plur" in parsed.doc[index].morph.get("Number", [])
            and not _polite_imperative(words, index)
        ):
            found.add(words.span(index, index))
    return sorted(found)


def sie_address(parsed: Parsed, words: Words) -> list[Span]:
    """Polite forms: Sie, Ihnen, Ihr with a capital that the place in the sentence does not explain."""
    found: list[Span] = []
    unsure: list[Span] = []
    for index in range(len(words)):
        text, first = words.texts[index], _begins(words, index)
        if text in _POLITE and not (text == "Ihr" and _second_plural(words, index)):
            (unsure if first else found).append(words.span(index, index))
        elif text == "Sie":
            if not first:
                found.append(words.span(index, index))
            elif _plural_verb_near(words, index):
                unsure.append(words.span(index, index))
    # At the beginning of a sentence the capital says nothing: such forms count where a sure one is in the post.
    return sorted([*found, *unsure]) if found else []


def _listed(words: Words, forms: frozenset[str]) -> list[Span]:
    return [
        words.span(index, index) for index in range(len(words)) if words.lowers[index] in forms and words.is_word(index)
    ]


def _mood(parsed: Parsed, words: Words, index: int) -> str:
    if words.tags[index] in ("VVIMP", "VAIMP"):
        return "Imp"
    return "".join(parsed.doc[index].morph.get("Mood", [])[:1])


def _polite_imperative(words: Words, index: int) -> bool:
    """ "Buchen Sie", "Melden Sie": a verb in -n at the beginning of a sentence, Sie behind it, no question."""
    if index + 1 >= len(words) or words.texts[index + 1] != "Sie" or not words.lowers[index].endswith("n"):
        return False
    if not (words.pos[index] in ("VERB", "AUX") or not words.pos[index]) or not _begins(words, index):
        return False
    sentence = words.sentence_of[index]
    later = range(index, len(words))
    return not any("?" in words.texts[other] for other in later if words.sentence_of[other] == sentence)


def _begins(words: Words, index: int) -> bool:
    """Whether the token is the first word of its sentence, of a quotation, or after a colon or dash."""
    for before in range(index - 1, -1, -1):
        if words.sentence_of[before] != words.sentence_of[index]:
            return True
        if words.is_word(before) or words.kinds[before] == "number":
            return False
        if words.texts[before] in (":", "–", "—", "-", "„", "“", '"', "»", "•", "(", "…"):
            return True
    return True


def _second_plural(words: Words, index: int) -> bool:
    """Whether "ihr" at `index` is the subject of a verb in -t: "ihr habt", "wollt ihr"; not "ihr Auto", "mit ihr"."""
    neighbours = (index - 1, index + 1)
    for other in neighbours:
        if not 0 <= other < len(words) or words.sentence_of[other] != words.sentence_of[index]:
            continue
        verb, tag = words.lowers[other], words.tags[other]
        if verb in (
            "seid",
            "habt",
            "wollt",
            "könnt",
            "mögt",
            "dürft",
            "sollt",
            "müsst",
            "werdet",
            "wärt",
            "hättet",
        ):
            return True
        if verb.endswith("t") and (tag in _VERB_TAGS):
            return other == index - 1 or words.tags[index] != "PPOSAT"
    if words.tags[index] == "PPER" and words.lowers[index] == "ihr":
        # "dass ihr uns morgen schreibt": the verb comes last in its clause.
        clause = words.clause_of[index]
        inside = [other for other in range(index + 1, len(words)) if words.clause_of[other] == clause]
        verbs = [other for other in inside if words.tags[other] in _VERB_TAGS]
        return bool(verbs) and words.lowers[verbs[-1]].endswith(("t", "seid"))
    return False


def _plural_verb_near(words: Words, index: int) -> bool:
    following = words.lowers[index + 1] if index + 1 < len(words) else ""
    return following.endswith("n") or following == "sind"
