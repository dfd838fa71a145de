"""The signals that are measured by code (`signals/measured/`) and that rule files may name like any other."""

from __future__ import annotations

from postcheck.ruleset.spec import Need, Text

# name: what it means, and what of the pipeline it needs
MEASURED: dict[str, tuple[Text, frozenset[Need]]] = {
    "words": (Text("Wörter", "words"), frozenset()),
    "characters": (Text("Zeichen", "characters"), frozenset()),
    "sentences": (Text("Sätze", "sentences"), frozenset()),
    "paragraphs": (Text("Absätze", "paragraphs"), frozenset()),
    "lines": (Text("Zeilen", "lines"), frozenset()),
    "list-items": (Text("Listenpunkte", "list items"), frozenset()),
    "questions": (Text("Fragezeichen am Satzende", "sentences that end with a question mark"), frozenset()),
    "exclamation-marks": (Text("Ausrufezeichen", "exclamation marks"), frozenset()),
    "exclamation-rows": (Text("Reihen von Ausrufezeichen", "rows of exclamation marks"), frozenset()),
    "emoji": (Text("Emoji", "emoji"), frozenset()),
    "emoji-rows": (Text("Emoji-Reihen", "rows of three or more emoji"), frozenset()),
    "capitals": (Text("Wörter in Großbuchstaben", "words in capitals"), frozenset()),
    "hashtags": (Text("Hashtags", "hashtags"), frozenset()),
    "plain-hashtags": (
        Text("Hashtags aus mehreren Wörtern, ganz klein", "hashtags of several words in small letters"),
        frozenset(),
    ),
    "mentions": (Text("Erwähnungen", "mentions"), frozenset()),
    "links": (Text("Links", "links"), frozenset()),
    "emails": (Text("E-Mail-Adressen", "e-mail addresses"), frozenset()),
    "placeholders": (Text("Platzhalter", "placeholders"), frozenset()),
    "fancy-letters": (Text("Zierschrift", "letters in mathematical styles"), frozenset()),
    "numbers": (Text("Zahlen", "numbers"), frozenset()),
    "percentages": (Text("Prozentangaben", "percentages"), frozenset()),
    "quotations": (Text("Zitate", "quotations"), frozenset()),
    "reply-start": (Text("Antwort an jemanden", "answer to somebody"), frozenset()),
    "imperatives": (Text("Aufforderungen", "imperatives"), frozenset({"tag", "morph", "lemma"})),
    "we": (Text("wir/uns/unser", "we/us/our"), frozenset({"tag", "lemma"})),
    "i": (Text("ich/mich/mein", "I/me/my"), frozenset({"tag", "lemma"})),
    "du": (Text("Anrede mit du", "address with du"), frozenset({"tag", "morph", "lemma"})),
    "ihr": (Text("Anrede mit ihr", "address with ihr"), frozenset({"tag", "morph", "lemma"})),
    "sie-address": (Text("Anrede mit Sie", "address with Sie"), frozenset({"tag", "morph", "lemma"})),
    "superlatives": (Text("Superlative", "superlatives"), frozenset({"tag", "morph"})),
    "passives": (Text("Passiv", "passive"), frozenset({"tag", "lemma"})),
    "noun-style": (Text("Nominalstil", "noun style"), frozenset({"tag", "lemma"})),
    "persons": (Text("Personennamen", "names of people"), frozenset({"tag"})),
    "foreign-words": (Text("fremdsprachige Wörter", "words of other languages"), frozenset({"tag"})),
    "images-without-alt": (Text("Bilder ohne Beschreibung", "images without a description"), frozenset()),
    "whole-post": (Text("der ganze Beitrag", "the whole post"), frozenset()),
}
