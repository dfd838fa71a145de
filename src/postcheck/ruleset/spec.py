"""The rule language: what may stand in a rule file and in a signal file.

Every kind of match is one dataclass here; its fields are its options. `postcheck schema rule` prints them
as JSON Schema. The finders (terms, tokens, dependency, regex, replacements, sentence, sequence, together,
any) find spans and serve signals and rules alike; the other kinds judge signals and serve rules only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from postcheck.shapes import option

Context = Literal["negated", "quoted", "asked", "conditional", "hashtag", "link", "reply"]
Need = Literal["tag", "morph", "lemma", "parser"]


@dataclass(frozen=True)
class Text:
    """A text for people, in both languages of postcheck."""

    de: str = option(doc="German")
    en: str = option(doc="English")

    def of(self, lang: str) -> str:
        """The text in `lang` ("de" or "en")."""
        return self.en if lang == "en" else self.de


# Finders: they find spans.


@dataclass(frozen=True)
class Terms:
    """Words and phrases by lemma. Inflected forms are found too.

    `Wunder` finds Wunder, Wunders, Wundern; `*wunder` also compounds that end so (Abnehmwunder); `Wunder*` words
    that begin so; `vorbei|schauen` a separable verb, whole or in two parts; `nicht nur` the words in a row;
    `=Sie` exactly this spelling.
    """

    list: tuple[str, ...] = option(doc="Words and phrases, by lemma")
    pos: tuple[str, ...] = option((), "Only tokens with one of these parts of speech (UPOS); phrases: the last")
    hashtags: bool = option(False, "Also look into hashtags, word by word")


@dataclass(frozen=True)
class Tokens:
    """spaCy token patterns (https://spacy.io/usage/rule-based-matching), without REGEX and FUZZY.

    In the patterns, `mark: true` on some tokens makes the finding cover only these, from the first to the last.
    """

    patterns: tuple[tuple[Mapping[str, Any], ...], ...] = option(doc="Alternatives; each a list of tokens")
    within_sentence: bool = option(True, "A match may not run over the end of a sentence")
    fix: str = option("", "What to write instead; {match} and {0}, {1} … are what is found and its tokens")


@dataclass(frozen=True)
class Dependency:
    """spaCy dependency patterns; they need a pipeline with a parser (the built-in one has none)."""

    patterns: tuple[tuple[Mapping[str, Any], ...], ...] = option(doc="Alternatives in DependencyMatcher form")


@dataclass(frozen=True)
class Regex:
    """Regular expressions in RE2 syntax: linear time, no lookaround, no back-references.

    A group named `mark` makes the finding cover only that group. `words` keeps a hit to whole words, of all alphabets
    (`\\b` knows only a to z).
    """

    patterns: tuple[str, ...] = option(doc="Alternatives")
    case: bool = option(False, "Capitals matter")
    words: bool = option(False, "No letter or digit may touch the hit")
    fix: str = option("", "What to write instead, with {name} for named groups; {name:capital}, {name:small}")


@dataclass(frozen=True)
class Replacements:
    """Words or phrases that are wrong as they stand, each with what is right; the capital of the first letter is kept.

    `parts` are wrong wherever in a word they stand (vorraus: voraus, for Vorraussetzung and vorraussichtlich), and
    only the words of `exceptions` may hold them.
    """

    map: Mapping[str, str] = option({}, "wrong: right; whole words")
    parts: Mapping[str, str] = option({}, "wrong: right; parts of words, small letters")
    exceptions: tuple[str, ...] = option((), "Words that hold one of the parts and are right")
    case: bool = option(False, "Capitals matter (for the map)")


@dataclass(frozen=True)
class Repeated:
    """The same word twice in a row, from a list; three in a row are a figure of speech and left alone."""

    words: tuple[str, ...] = option(doc="Words that never follow themselves")


@dataclass(frozen=True)
class Sentence:
    """Sentences by what is in them and around them; the whole sentence is the span."""

    ends: Literal["any", "?", "!", "."] = option("any", "How the sentence ends; '.' stands for neither ? nor !")
    has: tuple[str, ...] = option((), "Signals that must all be in it")
    has_any: tuple[str, ...] = option((), "Signals of which one must be in it")
    has_none: tuple[str, ...] = option((), "Signals that must not be in it")
    next_has_any: tuple[str, ...] = option((), "Signals of which one must be in the next sentence")
    next_has_none: tuple[str, ...] = option((), "Signals that must not be in the next sentence")
    previous_has_any: tuple[str, ...] = option((), "Signals of which one must be in the sentence before")
    previous_has_none: tuple[str, ...] = option((), "Signals that must not be in the sentence before")
    position: Literal["any", "first", "last", "closing", "not-first", "not-last"] = option(
        "any", "Where in the post; closing: one of the last two; rows of hashtags and links do not count as sentences"
    )
    min_words: int = option(0, "At least so many words")
    max_words: int = option(10_000, "At most so many words")


@dataclass(frozen=True)
class Sequence:
    """Hits of several signals, one after the other in one sentence; the span runs from the first to the last."""

    signals: tuple[str, ...] = option(doc="In this order")
    gap: int = option(3, "At most so many tokens between two neighbours")
    ordered: bool = option(True, "false: in any order (two signals only)")


@dataclass(frozen=True)
class Together:
    """Hits of the first signal of `all`, when all of these and none of `none` are in the post."""

    all: tuple[str, ...] = option(doc="Signals that must all be in the post")
    none: tuple[str, ...] = option((), "Signals that must not be in the post")


KIND = "kind of match"


@dataclass(frozen=True)
class Finder:
    """One way to find spans."""

    terms: Terms | None = option(None, "Words by lemma", one_of=KIND)
    tokens: Tokens | None = option(None, "Token patterns", one_of=KIND)
    dependency: Dependency | None = option(None, "Dependency patterns", one_of=KIND)
    regex: Regex | None = option(None, "Regular expressions", one_of=KIND)
    replacements: Replacements | None = option(None, "Wrong words and the right ones", one_of=KIND)
    repeated: Repeated | None = option(None, "Words that stand twice", one_of=KIND)
    sentence: Sentence | None = option(None, "Sentences by their content", one_of=KIND)
    sequence: Sequence | None = option(None, "Signals in a row", one_of=KIND)
    together: Together | None = option(None, "Signals that meet in a post", one_of=KIND)
    any: tuple[str, ...] | None = option(None, "The hits of several signals", one_of=KIND)


@dataclass(frozen=True)
class Weight:
    """How much a signal counts as evidence."""

    weight: float = option(doc="Added to the score for each hit that counts")
    cap: int = option(1, "At most so many hits count")


EvidenceMark = Literal["strongest", "sentence", "post", "first-sentence", "last-sentence"]


@dataclass(frozen=True)
class Weighted:
    """Weak signals that add up: bias plus weights; a finding when the score is at least the threshold.

    The score is that of a logistic regression, so 0 is even odds. The finding shows the evidence that counted.
    """

    weights: Mapping[str, float | Weight] = option(doc="Signal: weight, or {weight, cap}")
    scope: Literal["post", "sentence"] = option(
        "post", "What is scored: the post as a whole, or each sentence for itself"
    )
    post_weights: Mapping[str, float | Weight] = option(
        {}, "scope sentence: signals that count wherever in the post they are"
    )
    words: Mapping[str, float] = option({}, "Lemma: weight, for words that lean one way or the other")
    needs: tuple[str, ...] = option((), "Signals of which one must be in what is scored; without any, nothing is found")
    bias: float = option(0.0, "The score of a post without any evidence")
    threshold: float = option(0.0, "A finding from this score on")
    show: int = option(3, "So many pieces of evidence stand in the message")
    mark: EvidenceMark = option("strongest", "Which span the finding covers; sentence: the one that was scored")


@dataclass(frozen=True)
class Measure(Finder):
    """How a signal is found: by a finder, or as the sentences (or the post) in which evidence adds up."""

    evidence: Weighted | None = option(None, "Weighted evidence; the span is what was scored", one_of=KIND)


def kind_of(finder: Finder) -> str:
    """The one kind that the finder has."""
    return next(name for name, value in vars(finder).items() if value is not None)


@dataclass(frozen=True)
class Signal:
    """A named measurement that rules and other signals share; its value are the spans it finds."""

    doc: Text = option(doc="What it means, as it is shown to people as evidence")
    match: Measure = option(doc="How it is found")
    unless: tuple[Context, ...] = option((), "Contexts that cancel a hit")
    only: tuple[Context, ...] = option((), "Contexts of which one must hold for a hit")
    outside: tuple[str, ...] = option((), "Signals whose spans cancel a hit that they overlap")
    inside: tuple[str, ...] = option((), "A hit must overlap a span of one of these signals")


# Judging kinds: they turn signals into findings.

Mark = Literal["each", "first", "last", "all", "post", "first-sentence", "last-sentence"]


@dataclass(frozen=True)
class Limit:
    """A count, share or density of signals that goes over (or under) a limit."""

    signals: tuple[str, ...] = option(doc="Their hits are counted together")
    measure: Literal["count", "share", "density"] = option(
        "count", "count: hits; share: hits by hits of `of`; density: hits by 100 of `of`"
    )
    of: str = option("words", "For share and density: the signal in the denominator")
    above: float | None = option(None, "A finding above this value")
    below: float | None = option(None, "A finding below this value")
    platforms: Mapping[str, float] = option({}, "Other limits on some platforms")
    at_least: int = option(1, "No finding with fewer hits than these (for share and density)")
    mark: Mark = option("each", "Which span the finding covers")


@dataclass(frozen=True)
class Absence:
    """None of the signals is in the post."""

    signals: tuple[str, ...] = option(doc="One of these would do")
    instead: tuple[str, ...] = option((), "Signals that are shown as evidence: what is there instead")
    mark: Mark = option("last-sentence", "Which span the finding covers")


@dataclass(frozen=True)
class Weighed:
    """A signal made of evidence, as a finding that shows this evidence."""

    signal: str = option(doc="The signal; its scope is the post or the sentence")
    show: int = option(3, "So many pieces of evidence stand in the message")
    mark: EvidenceMark = option("strongest", "Which span the finding covers; sentence: the one that was scored")


@dataclass(frozen=True)
class Consistency:
    """Two signals that must not meet in one post; the rarer one is marked."""

    signals: tuple[str, ...] = option(doc="Two signals")
    at_least: int = option(1, "So many hits of each are needed")


@dataclass(frozen=True)
class Length:
    """What the post's platform allows: its length, its visible beginning, its hashtags. Silent without a platform."""

    of: Literal["text", "fold", "hashtags"] = option(
        doc="text: length; fold: no signal before the cut; hashtags: number"
    )
    limits: Mapping[str, int] = option({}, "Other limits than the platform's own")
    before_fold: tuple[str, ...] = option((), "fold: signals of which one must begin before the cut")


@dataclass(frozen=True)
class Campaign:
    """A measure over all dated or related posts of a campaign."""

    measure: Literal["cadence-gap", "push-share", "near-duplicate", "same-opening", "no-mentions", "address-drift"] = (
        option(doc="What is measured")
    )
    limit: float = option(doc="A finding above it: days, share (0 to 1), similarity (0 to 1) or posts")
    at_least: int = option(3, "No finding in a campaign with fewer posts")


@dataclass(frozen=True)
class Match(Finder):
    """What a rule looks for: one kind and its options."""

    limit: Limit | None = option(None, "Counts, shares, densities", one_of=KIND)
    absence: Absence | None = option(None, "Something is missing", one_of=KIND)
    evidence: Weighted | None = option(None, "Weighted evidence", one_of=KIND)
    weighed: Weighed | None = option(None, "A signal made of evidence", one_of=KIND)
    consistency: Consistency | None = option(None, "Signals that must not meet", one_of=KIND)
    length: Length | None = option(None, "The platform's limits", one_of=KIND)
    campaign: Campaign | None = option(None, "Measures over a campaign", one_of=KIND)


@dataclass(frozen=True)
class When:
    """The posts that a rule looks at."""

    platforms: tuple[str, ...] = option((), "Only these platforms")
    not_platforms: tuple[str, ...] = option((), "Not these platforms")
    kinds: tuple[str, ...] = option((), "Only these kinds of post: post, reply, notice, ad")
    not_kinds: tuple[str, ...] = option((), "Not these kinds of post")
    present: tuple[str, ...] = option((), "Signals that must all be there")
    present_any: tuple[str, ...] = option((), "Signals of which one must be there")
    absent: tuple[str, ...] = option((), "Signals that must not be there")


@dataclass(frozen=True)
class Example:
    """A post for the rule's own test; [[…]] marks the spans that the rule finds, exactly."""

    text: str = option(doc="The post")
    platform: str = option("", "Where it is posted")
    kind: str = option("", "post, reply, notice or ad")
    fixed: str = option("", "The text after the rule's fixes")
    meta: Mapping[str, Any] = option({}, "What else the file says of the post (images …)")


@dataclass(frozen=True)
class Examples:
    """Posts that show the fault, and posts that do not."""

    bad: tuple[str | Example, ...] = option((), "The rule finds the marked spans")
    good: tuple[str | Example, ...] = option((), "All rules stay silent")


@dataclass(frozen=True)
class RuleFile:
    """A rule file as it is written."""

    title: Text = option(doc="The fault, in a few words")
    message: Text = option(doc="What is wrong here; {match}, {count}, {limit}, {evidence} are filled in")
    why: Text = option(doc="What it does to readers")
    better: Text = option(doc="What to write instead")
    match: Match = option(doc="What the rule looks for")
    examples: Examples = option(doc="Its tests")
    severity: Literal["error", "warning", "info"] = option("warning", "How much a finding weighs")
    article: str = option("", "The section of the article that it is drawn from")
    when: When = option(When(), "The posts it looks at")
    unless: tuple[Context, ...] = option((), "Contexts that cancel a hit")
    outside: tuple[str, ...] = option((), "Signals whose spans cancel a hit that they overlap")
    grammar: bool = option(
        False, "A mistake of grammar or spelling: off with `grammar: off`; LanguageTool does not say it a second time"
    )


MESSAGE_FIELDS = ("match", "count", "limit", "evidence", "fix")
# What the `fix` of a finder fills in: {name}, {name:capital}, {name:small}.
FIX_FIELD = re.compile(r"\{(?P<name>\w+)(?::(?P<form>capital|small))?\}")
