"""Makes the tables of the lemmatizer: frequent forms from the treebanks, endings from the full-form dictionary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from postcheck.language.lemmas import LONGEST_ENDING, PostLemmatizer, word_class
from tools.train.corpora import Sentence

_SHORTEST = 1
# An ending must be seen so often, and be so clear, to become a rule of its own.
_LEAST_COUNT = 4
Rule = tuple[int, str]


def dictionary(path: Path) -> Iterator[tuple[str, str, str]]:
    """(form, lemma, class) of nouns, adjectives, verbs and participles, lower-cased."""
    classes = {"SUB": "N", "ADJ": "A", "VER": "V", "PA1": "A", "PA2": "A"}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            form, lemma, tag = line.rstrip("\n").split("\t")
            parts = tag.split(":")
            kind = classes.get(parts[0], "")
            if not kind or " " in form or " " in lemma:
                continue
            if parts[0] == "VER" and "PA2" in parts:
                kind = "P"
            yield form.lower(), lemma.lower(), kind


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


def endings(
    entries: Iterable[tuple[str, str, str]], weights: Counter[tuple[str, str, str]]
) -> dict[str, dict[str, Rule]]:
    """The endings that need a rule of their own: those whose best rule is not that of the next shorter ending."""
    counts: dict[str, dict[str, Counter[Rule]]] = defaultdict(lambda: defaultdict(Counter))
    for form, lemma, kind in set(entries) | set(weights):
        found = rule(form, lemma)
        weight = 1 + 3 * weights[form, lemma, kind]
        for length in range(_SHORTEST, min(LONGEST_ENDING, len(form)) + 1):
            if found[0] <= length:
                counts[kind][form[-length:]][found] += weight
    chosen: dict[str, dict[str, Rule]] = {}
    for kind, by_ending in counts.items():
        rules: dict[str, Rule] = {}
        for ending in sorted(by_ending, key=lambda item: (len(item), item)):
            tally = by_ending[ending]
            best, count = min(tally.items(), key=lambda item: (-item[1], item[0]))
            if count < _LEAST_COUNT:
                continue
            if best != _inherited(rules, ending):
                rules[ending] = best
        chosen[kind] = rules
    return chosen


def _inherited(rules: dict[str, Rule], ending: str) -> Rule | None:
    for length in range(len(ending) - 1, 0, -1):
        if ending[-length:] in rules:
            return rules[ending[-length:]]
    return None


def fill(lemmatizer: PostLemmatizer, gold: Iterable[Sentence], dictionary_file: Path) -> None:
    """Fill the tables; gold lemmas go before the dictionary's."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    weights: Counter[tuple[str, str, str]] = Counter()
    for sentence in gold:
        for token in sentence:
            if token.tag is None or token.lemma is None or token.lemma == "_":
                continue
            form = token.form if token.tag in ("NN", "NE") else token.form.lower()
            counts[form, token.tag][token.lemma] += 1
            kind = word_class(token.tag)
            if kind and token.form.isalpha():
                weights[token.form.lower(), token.lemma.lower(), kind] += 1
    lemmatizer.endings = endings(dictionary(dictionary_file), weights)
    for (form, tag), lemmas in sorted(counts.items()):
        lemma, count = min(lemmas.items(), key=lambda item: (-item[1], item[0]))
        if count / sum(lemmas.values()) >= 0.5 and lemmatizer.lemma(form, tag) != lemma:
            lemmatizer.table[f"{form}\t{tag}"] = lemma
