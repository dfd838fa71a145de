"""What postcheck does with LanguageTool's rules: the ones it leaves out, each with the reason, and severities."""

from __future__ import annotations

from postcheck.grammar_options import GrammarOptions
from postcheck.models import Severity

# Never asked for: another part of postcheck says it, or posts are written like that on purpose.
LEFT_OUT: dict[str, str] = {
    "DOPPELTE_SATZZEICHEN": "rows of !!! and ???: authenticity/shouting",
    "DOPPELTES_AUSRUFEZEICHEN": "rows of !!!: authenticity/shouting",
    "MEHRERE_AUSRUFEZEICHEN": "rows of !!!: authenticity/shouting",
    "DREI_PUNKTE": "taste",
    "AUSLASSUNGSPUNKTE_LEERZEICHEN": "taste",
    "ELLIPSE": "taste",
    "TYPOGRAFISCHE_ANFUEHRUNGSZEICHEN": "quotation marks are said by the rules of language/",
    "ANFUEHRUNGSZEICHEN": "quotation marks are said by the rules of language/",
    "TYPOGRAPHIC_QUOTES": "quotation marks are said by the rules of language/",
    "UNPAIRED_BRACKETS": "in posts mostly emoticons and lists; quotation marks are said by the rules of language/",
    "DE_UNPAIRED_QUOTES": "quotation marks are said by the rules of language/",
    "EN_QUOTES": "quotation marks are said by the rules of language/",
    "WHITESPACE_RULE": "several blanks are layout in posts",
    "UMGANGSSPRACHLICHE_KURZFORMEN": "posts speak: hab, is, nen",
    "GERMAN_WORD_REPEAT_BEGINNING_RULE": "a figure of speech in posts",
    "DE_DATE_WEEKDAY_CURRENTYEAR": "depends on the day of the check; drafts speak of other years",
    "ANREDE_KOMMA_2": "greetings from a place: Moin aus Kiel",
    "FEHLERHAFTES_KOMMA_ALLG": "posts shorten sentences: Ein Tag, mehr geht nicht",
    "FRAGEZEICHEN_STATT_PUNKT": "statements without a subject are no questions",
    "KOMMA_VOR_UND_ODER": "allowed",
    "ACHTMALVIER": "both are right: zweimal, zwei Mal",
    "EMPFOHLENE_ZUSAMMENSCHREIBUNG": "recommended, not required",
    "KOMMA_ZWISCHEN_HAUPT_UND_NEBENSATZ_2": "wrong about `vor allem wenn`, `nur weil`; language/comma-before-…",
    "OLD_SPELLING_RULE": "costs a quarter of the first answer; the speller and rules of language/ find the same words",
}
LEFT_OUT_CATEGORIES: dict[str, str] = {
    "COLLOQUIALISMS": "posts speak",
    "STYLE": "style is the business of postcheck's own rules",
    "TYPOGRAPHY": "dashes, dots and quotation marks: postcheck's own rules, or taste",
    "REDUNDANCY": "taste",
}

# Words of posts that LanguageTool does not know: days in opening hours, what all networks have, what people say.
COMMON_WORDS = (
    *("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    *("Repost", "Reposts", "Reel", "Reels", "Story", "Insta", "Swipe", "Swipen", "Save", "Hook", "Feed", "DM", "DMs"),
    *("nen", "ne", "nem", "ner", "fürn", "aufm", "mitm", "is", "isses", "gehts", "gibts", "nix", "heut", "ma", "mei"),
    *("Kommi", "Kommis", "Follower", "Giveaway", "Bio", "Early-Bird", "Waitlist", "Hot Take", "Save the Date"),
)

SPELLING_CATEGORY = "TYPOS"
CASE_CATEGORY = "CASING"
_INFO_CATEGORIES = frozenset({"STYLE", "TYPOGRAPHY", "COLLOQUIALISMS", "REDUNDANCY", "MISC"})
_INFO_TYPES = frozenset({"style", "typographical", "whitespace", "register", "locale-violation"})


def severity(category: str, issue_type: str) -> Severity:
    """How much a match weighs: grammar and spelling are warnings, taste is information.

    LanguageTool is wrong too often about new words and names to call anything an error.
    """
    if category in _INFO_CATEGORIES or issue_type in _INFO_TYPES:
        return Severity.INFO
    return Severity.WARNING


def parameters(options: GrammarOptions) -> dict[str, str]:
    """What is asked of the server: the same for all posts, for it keeps one pipeline for each kind of question.

    Rules over a whole text would see all posts of a batch as one: they are not asked.
    """
    rules = (set(LEFT_OUT) | set(options.disabled_rules)) - set(options.enabled_rules)
    categories = (set(LEFT_OUT_CATEGORIES) | set(options.disabled_categories)) - set(options.enabled_categories)
    parameters = {"language": options.language, "mode": "allButTextLevelOnly"}
    lists = {
        "enabledRules": set(options.enabled_rules),
        "disabledRules": rules,
        "enabledCategories": set(options.enabled_categories),
        "disabledCategories": categories,
    }
    return parameters | {name: ",".join(sorted(ids)) for name, ids in lists.items() if ids}
