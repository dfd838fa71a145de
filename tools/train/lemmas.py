"""Makes the tables of the lemmatizer: endings and exceptions from the full-form dictionary, habits from the treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from postcheck.language.lemmas import LONGEST_ENDING, PostLemmatizer, word_class
from tools.train.corpora import Sentence

# An ending must be seen so often to become a rule of its own.
_LEAST_COUNT = 4
Rule = tuple[int, str]
_CLASSES = {"SUB": "N", "ADJ": "A", "VER": "V", "PA1": "A", "PA2": "A", "EIG": "E"}


def dictionary(path: Path) -> Iterator[tuple[str, str, str, int]]:
    """(form, lemma, class, rank) of nouns, adjectives, verbs, participles, names; forms are lower-cased.

    Rank 0 is a basic form, 2 a verb that is used as a noun ("das Stimmen"): hardly ever meant.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            form, lemma, tag = line.rstrip("\n").split("\t")
            parts = tag.split(":")
            kind = _CLASSES.get(parts[0], "")
            if not kind or not form.replace("-", "").isalpha() or " " in lemma:
                continue
            if parts[0] == "VER" and "PA2" in parts:
                kind = "P"
            rank = 2 if kind == "N" and "INF" in parts else int(form != lemma)
            # "Berliner" and the like keep their capital as adjectives.
            yield form.lower(), lemma if kind == "A" else lemma.lower(), kind, rank


def imperatives(path: Path) -> frozenset[str]:
    """All forms that can be an imperative, lower-cased."""
    with path.open(encoding="utf-8") as lines:
        return frozenset(line.split("\t")[0].lower() for line in lines if "\tVER:IMP" in line)


def rule(form: str, lemma: str) -> Rule:
    """(cut, added): cut so many letters from the end of the form, add these."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def resolved(path: Path, frequency: Mapping[str, int]) -> dict[str, dict[str, str]]:
    """class → form → the likeliest of its lemmas: the form itself where it is basic, else the most frequent lemma."""
    chosen: dict[str, dict[str, tuple[tuple[int, int, int, str], str]]] = defaultdict(dict)
    for form, lemma, kind, basic in dictionary(path):
        rank = (basic, -frequency.get(lemma.lower(), 0), abs(len(form) - len(lemma)), lemma)
        before = chosen[kind].get(form)
        if before is None or rank < before[0]:
            chosen[kind][form] = rank, lemma
    return {kind: {form: lemma for form, (_, lemma) in forms.items()} for kind, forms in chosen.items()}


def endings(forms: Mapping[str, str]) -> dict[str, Rule]:
    """The endings that need a rule of their own: those whose best rule is not that of the next shorter ending."""
    counts: dict[str, Counter[Rule]] = defaultdict(Counter)
    for form, lemma in forms.items():
        found = rule(form, lemma)
        for length in range(max(1, found[0]), min(LONGEST_ENDING, len(form)) + 1):
            counts[form[-length:]][found] += 1
    rules: dict[str, Rule] = {}
    for ending in sorted(counts, key=lambda item: (len(item), item)):
        best, count = min(counts[ending].items(), key=lambda item: (-item[1], item[0]))
        if count >= _LEAST_COUNT and best != _inherited(rules, ending):
            rules[ending] = best
    return rules


def _inherited(rules: Mapping[str, Rule], ending: str) -> Rule | None:
    for length in range(len(ending) - 1, 0, -1):
        if ending[-length:] in rules:
            return rules[ending[-length:]]
    return None


def fill(
    lemmatizer: PostLemmatizer, gold: Sequence[Sentence], other: Sequence[Sentence], dictionary_file: Path
) -> None:
    """Fill the tables. `gold` sets the habits; `other` is older and follows where `gold` and dictionary are silent."""
    frequency: Counter[str] = Counter()
    for sentence in [*gold, *other]:
        frequency.update((token.lemma or token.form).lower() for token in sentence)
    known = resolved(dictionary_file, frequency)
    lemmatizer.table = {}
    lemmatizer.endings = {kind: endings(forms) for kind, forms in known.items() if kind != "E"}
    lemmatizer.words = {}
    for kind, forms in known.items():
        _add_exceptions(lemmatizer, kind, forms)
    counts = _counts(gold)
    for form, tag, lemma in _paradigms():
        counts.setdefault((form, tag), Counter({lemma: 1}))
    for key, lemmas in _counts(other).items():
        form, tag = key
        if key in counts or any("|" in lemma for lemma in lemmas):
            continue
        if form.lower() in known.get(word_class(tag), {}) or word_class(tag) == "E":
            continue
        counts[key] = lemmas
    for (form, tag), lemmas in sorted(counts.items()):
        lemma, count = min(lemmas.items(), key=lambda item: (-item[1], item[0]))
        if count / sum(lemmas.values()) >= 0.5 and lemmatizer.lemma(form, tag) != lemma:
            lemmatizer.table[f"{form}\t{tag}"] = lemma


def _counts(sentences: Iterable[Sentence]) -> dict[tuple[str, str], Counter[str]]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token in sentence:
            if token.tag and token.lemma and token.lemma != "_":
                form = token.form if token.tag in ("NN", "NE") else token.form.lower()
                counts[form, token.tag][token.lemma] += 1
    return counts


def _add_exceptions(lemmatizer: PostLemmatizer, kind: str, forms: Mapping[str, str]) -> None:
    """List the words that endings and shorter listed words get wrong; names are never made of parts."""
    words: dict[str, str] = {}
    lemmatizer.words[kind] = words
    for form in sorted(forms, key=lambda item: (len(item), item)):
        if (form if kind == "E" else lemmatizer.by_ending(form, kind)) != forms[form]:
            words[form] = forms[form]


def _paradigms() -> Iterator[tuple[str, str, str]]:
    """(form, tag, lemma) of the pronouns whose lemma is another form of theirs, in the habits of GSD."""
    for stem in ("dies", "jed", "jen", "solch", "welch", "manch"):
        for tag in ("PDAT", "PDS", "PIAT", "PIS", "PWAT", "PWS", "PRELS"):
            yield from ((stem + ending, tag, stem + "er") for ending in ("e", "em", "en", "er", "es"))
    for ending in ("", "e", "em", "en", "er", "es"):
        for tag in ("PIAT", "PIS"):
            yield "kein" + ending, tag, "kein"
    for ending in ("e", "em", "en", "er", "es"):
        for tag in ("ADJA", "PIS"):
            yield "ander" + ending, tag, "anderer"
        yield "letzt" + ending, "ADJA", "letzter"
    for article in ("das", "dem", "den", "der", "des", "die"):
        for ending in ("e", "en"):
            for tag in ("PDAT", "PDS"):
                yield f"{article}selb{ending}", tag, "derselbe"
                yield f"{article}jenig{ending}", tag, "derjenige"
    for preposition in ("an", "auf", "durch", "für", "hinter", "in", "über", "um", "unter", "vor"):
        for ending in ("s", "m", "n"):
            yield preposition + ending, "APPRART", preposition
    yield "euch", "PPER", "ihr"
    yield "euch", "PRF", "ihr"
