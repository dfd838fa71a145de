"""Sentences from a small grammar, for what newspapers lack: imperatives, du/ihr/Sie, calls to action, fragments.

Every imperative frame has counterparts in which the same form is no imperative (statement, question, ellipsis,
noun, participle), so that the form alone decides nothing. Each token is form/TAG, and "_" is a tag on which sources
disagree; what is certain of the verbs' morphology is added behind a "+". The sentences are made with a fixed seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tools.train.corpora import Sentence, Token
from tools.train.tagset import UPOS
from tools.train.verbs import Verb

_FINITE = "Mood=Ind|Number={}|Person={}|Tense=Pres|VerbForm=Fin"
_MORPHS = {
    "plural": "Mood=Imp|Number=Plur|Person=2|VerbForm=Fin",
    "singular": "Mood=Imp|Number=Sing|Person=2|VerbForm=Fin",
    "polite": "Mood=Imp|Number=Plur|Person=3|VerbForm=Fin",
    **{f"{person}s": _FINITE.format("Sing", person) for person in "123"},
    **{f"{person}p": _FINITE.format("Plur", person) for person in "123"},
    "inf": "VerbForm=Inf",
    "part": "VerbForm=Part",
}

_OBJECTS = (
    "uns/PPER|es/PPER|das/PDS|mit/APPR uns/PPER|heute/ADV|hier/ADV|nicht/PTKNEG|nichts/PIS|alles/PIS|in/APPR Ruhe/NN|mehr/_ davon/PAV"
    "|bis/APPR Freitag/NN|am/APPRART Montag/NN|um/APPR acht/CARD|ohne/APPR Eile/NN|zusammen/ADV|weiter/PTKVZ|mit/PTKVZ|vor/APPR Ort/NN"
    "|jeden/PIAT Tag/NN|zwei/CARD|auf/APPR euch/PPER|gemeinsam/ADJD|leise/ADJD|rechtzeitig/ADJD|bei/APPR @verein/ADR|unter/APPR #Dorfleben/HST|dabei/PAV|nach/APPR Hause/NN"
)
_ADVERBS = (
    "doch/PTKMA mal/PTKMA|mal/PTKMA|doch/PTKMA|einfach/ADJD|gerne/ADV|gern/ADV|jetzt/ADV|heute/ADV|also/_|bitte/_|unbedingt/_|schnell/ADJD"
    "|gleich/_|ruhig/_ mal/PTKMA|lieber/ADV|bloß/_|auch/ADV|dann/ADV|immer/ADV|nie/ADV|noch/ADV heute/ADV|trotzdem/PAV|morgen/ADV"
)
_INTROS = (
    "Also/_ :/$.|Unser/PPOSAT Tipp/NN :/$.|Ein/ART Vorschlag/NN :/$.|👉/EMOIMG|✅/EMOIMG|➡️/EMOIMG|📣/EMOIMG|💡/EMOIMG|Neugierig/ADJD ?/$.|Lust/NN ?/$."
    "|Na/ITJ dann/ADV :/$.|Wer/PWS Zeit/NN hat/VAFIN :/$.|Deshalb/PAV :/$.|1/CARD ./$.|-/$(|–/$(|•/$(|„/$(|#Tipp/HST :/$.|Kein/PIAT Problem/NN :/$."
    "|Für/APPR alle/PIS ,/$, die/PRELS neu/ADJD sind/VAFIN :/$.|Erst/_ die/ART Arbeit/NN ,/$, dann/ADV das/ART Fest/NN :/$.|Noch/_ Fragen/NN ?/$."
    "|Heute/ADV ist/VAFIN Probe/NN ./$.|Die/ART Tür/NN ist/VAFIN offen/ADJD ./$.|Wir/PPER sind/VAFIN da/ADV ./$.|@verein/ADR :/$."
)
# After these the imperative is written small.
_BEFORE = (
    "Bitte/_|Und/KON|Dann/ADV|Aber/KON|Also/_|Und/KON jetzt/ADV|Nun/ADV|Hey/ITJ ,/$,|Ach/ITJ ,/$,|Nein/PTKANT ,/$,|Ja/PTKANT ,/$,|Leute/NN ,/$,"
    "|Liebe/ADJA Leute/NN ,/$,|Liebe/ADJA Gäste/NN ,/$,|Kinder/NN ,/$,|Übrigens/ADV ,/$,|Wie/PWAV auch/ADV immer/ADV ,/$,|Und/KON bitte/_|Nur/_ Mut/NN ,/$,"
    "|Wenn/KOUS du/PPER magst/VMFIN ,/$,|Wenn/KOUS ihr/PPER Fragen/NN habt/VAFIN ,/$,|Falls/KOUS es/PPER regnet/VVFIN ,/$,|Bevor/KOUS es/PPER dunkel/ADJD wird/VAFIN ,/$,"
    "|Wer/PWS noch/ADV Platz/NN hat/VAFIN ,/$,|Egal/ADJD wie/PWAV alt/ADJD ihr/PPER seid/VAFIN ,/$,|Die/ART Zeit/NN läuft/VVFIN ,/$,|Es/PPER sind/VAFIN noch/ADV Karten/NN da/ADV ,/$,"
    "|Am/APPRART Freitag/NN beginnt/VVFIN es/PPER ,/$,|Kommt/VVFIN Zeit/NN ,/$, kommt/VVFIN Rat/NN ,/$, aber/KON|Danke/PTKANT fürs/APPRART Lesen/NN ,/$,|Wir/PPER haben/VAFIN auf/PTKVZ –/$("
    "|Das/PDS ist/VAFIN kein/PIAT Witz/NN ,/$,|Erlaubt/VVPP ist/VAFIN es/PPER ,/$, aber/KON|Wenn/KOUS Sie/PPER mögen/VMFIN ,/$,"
)
_VOCATIVES = "ihr/PPER Lieben/NN|Leute/NN|liebe/ADJA Nachbarn/NN|Freunde/NN|Anna/NE"
_ENDS = (
    "!/$.|!/$.|./$.|./$.|😊/EMOIMG|!/$. 🎉/EMOIMG|./$. #Team/HST #Dorf/HST|!/$. :)/EMOASC|👇/EMOIMG|…/_|,/$, wir/PPER freuen/VVFIN uns/PRF !/$.|!!/$.|💪/EMOIMG"
    "|,/$, wenn/KOUS ihr/PPER Zeit/NN habt/VAFIN ./$.|,/$, solange/KOUS es/PPER geht/VVFIN !/$.|,/$, denn/KON es/PPER lohnt/VVFIN sich/PRF ./$.|,/$, was/PWS ihr/PPER meint/VVFIN ./$."
    "|,/$, wie/PWAV es/PPER euch/PPER gefällt/VVFIN ./$.|,/$, damit/KOUS es/PPER klappt/VVFIN ./$.|,/$, nicht/PTKNEG nur/_ heute/ADV ./$.|,/$, bevor/KOUS alles/PIS weg/_ ist/VAFIN !/$."
)
# A call often ends with an exclamation mark, a sentence without subject seldom.
_CALL_ENDS = "!/$.|!/$.|!/$.|!/$. 🎉/EMOIMG|!/$. #Team/HST|!!/$.|😊/EMOIMG"
_CALM_ENDS = "./$.|./$.|./$.|…/_|😊/EMOIMG|./$. #Dorf/HST|:)/EMOASC"
_SUBJECTS = (
    "Der/ART Verein/NN|Unser/PPOSAT Team/NN|Die/ART Stadt/NN|Meine/PPOSAT Kollegin/NN|Herr/NN Weber/NE|Anna/NE|Sie/PPER|Er/PPER|Es/PPER|Man/PIS"
    "|Das/ART Haus/NN|Die/ART Firma/NN|Niemand/PIS|Wer/PWS|Jeder/PIS|Lena/NE|Unsere/PPOSAT Chefin/NN|Das/PDS|Mein/PPOSAT Bruder/NN|Frau/NN Kaya/NE"
)
_NOUNS = (
    "Suche/NN nach/APPR Helfern/NN|Frage/NN an/APPR euch/PPER :/$.|Schau/NN der/ART Vereine/NN|Rate/NN des/ART Monats/NN|Rate/NN bleibt/VVFIN gleich/ADJD"
    "|Probe/NN am/APPRART Montag/NN|Teile/NN der/ART Halle/NN sind/VAFIN gesperrt/VVPP|Hilfe/NN für/APPR Familien/NN|Ruf/NN aus/APPR dem/ART Publikum/NN|Lauf/NN am/APPRART Fluss/NN ,/$, zehn/CARD Kilometer/NN"
    "|Antwort/NN folgt/VVFIN|Plane/NN über/APPR dem/ART Dach/NN|Reise/NN ins/APPRART Blaue/NN|Spende/NN an/APPR das/ART Heim/NN|Besuch/NN im/APPRART Zoo/NN|Halt/NN in/APPR Fulda/NE entfällt/VVFIN"
    "|Test/NN verloren/VVPP|Start/NN um/APPR zehn/CARD|Spare/NN des/ART Tages/NN|Folge/NN drei/CARD ist/VAFIN da/ADV|Rat/NN berät/VVFIN am/APPRART Abend/NN|Blick/NN auf/APPR den/ART See/NN"
    "|Fahrt/NN nach/APPR Bremen/NE|Fang/NN des/ART Tages/NN|Druck/NN wächst/VVFIN|Spiel/NN verlegt/VVPP|Tausch/NN gegen/APPR Marmelade/NN|Kauf/NN auf/APPR Raten/NN|Rede/NN der/ART Leiterin/NN|Bitte/NN um/APPR Ruhe/NN"
    "|Spenden/NN gehen/VVFIN ans/APPRART Heim/NN|Fragen/NN gibt/VVFIN es/PPER viele/PIS|Lesen/NN macht/VVFIN klug/ADJD|Warten/NN lohnt/VVFIN sich/PRF|Zum/APPRART Mitnehmen/NN|Essen/NN ist/VAFIN fertig/ADJD"
)
_ELLIPSES = (
    "Macht/VVFIN+3s Spaß/NN|Geht/VVFIN+3s klar/ADJD|Reicht/VVFIN+3s uns/PPER|Klingt/VVFIN+3s gut/ADJD|Passt/VVFIN+3s|Schmeckt/VVFIN+3s super/ADJD|Macht/VVFIN+3s nichts/PIS|Macht/VVFIN+3s drei/CARD Euro/NN"
    "|Kommt/VVFIN+3s bald/ADV wieder/_ ins/APPRART Programm/NN|Läuft/VVFIN+3s|Bleibt/VVFIN+3s abzuwarten/VVIZU|Stimmt/VVFIN+3s|Bleibt/VVFIN+3s nur/_ noch/_ eins/PIS|Bringt/VVFIN+3s ja/_ alles/PIS nichts/PIS"
    "|Fehlt/VVFIN+3s nur/_ noch/_ der/ART Kaffee/NN|Sieht/VVFIN+3s gut/ADJD aus/PTKVZ|Tut/VVFIN+3s uns/PPER leid/_|Freut/VVFIN+3s mich/PPER|Geht/VVFIN+3s immer/ADV|Geht/VVFIN+3s morgen/ADV weiter/PTKVZ"
    "|Lohnt/VVFIN+3s sich/PRF sehr/_|Hat/VAFIN geklappt/VVPP|Kostet/VVFIN+3s fünf/CARD Euro/NN|Steht/VVFIN+3s seit/APPR gestern/ADV im/APPRART Laden/NN|Gehört/VVFIN+3s dazu/PAV|Kommt/VVFIN+3s darauf/PAV an/PTKVZ|Kommt/VVFIN+3s ganz/_ drauf/PAV an/PTKVZ|Findet/VVFIN+3s morgen/ADV statt/PTKVZ|Steht/VVFIN+3s schon/_ fest/PTKVZ"
    "|Beginnt/VVFIN+3s um/APPR 19/CARD Uhr/NN|Bin/VAFIN gespannt/ADJD|Freue/VVFIN+1s mich/PRF auf/APPR euch/PPER|Danke/PTKANT euch/PPER|Danke/PTKANT an/APPR alle/PIS|Hab/VAFIN heute/ADV frei/ADJD"
    "|Gibt/VVFIN+3s es/PPER auch/ADV vegan/ADJD|Braucht/VVFIN+3s etwas/_ Geduld/NN|Heißt/VVFIN+3s :/$. wir/PPER bleiben/VVFIN+1p|Sagt/VVFIN+3s wer/PWS ?/$.|Denkt/VVFIN+3s man/PIS kaum/ADV"
    "|Gesucht/VVPP :/$. Koch/NN|Geöffnet/VVPP ab/APPR neun/CARD|Besucht/VVPP haben/VAFIN uns/PPER viele/PIS|Passt/VVFIN+3s zu/APPR Fisch/NN|Hält/VVFIN+3s warm/ADJD|Macht/VVFIN+3s satt/ADJD"
)
_AUXILIARIES = (
    "Seid/VAIMP+plural nett/ADJD|Seid/VAIMP+plural pünktlich/ADJD|Seid/VAIMP+plural gespannt/ADJD|Sei/VAIMP+singular mutig/ADJD|Sei/VAIMP+singular du/PPER selbst/ADV|Sei/VAIMP+singular dabei/PAV"
    "|Sei/VAIMP+singular ein/ART Vorbild/NN|Habt/VAIMP+plural Nachsicht/NN mit/APPR uns/PPER|Habt/VAIMP+plural einen/ART schönen/ADJA Tag/NN|Habt/VAIMP+plural Spaß/NN|Hab/VAIMP+singular Mut/NN|Hab/VAIMP+singular ein/ART Auge/NN darauf/PAV"
    "|Werdet/VAIMP+plural Mitglied/NN|Werdet/VAIMP+plural aktiv/ADJD|Werde/VAIMP+singular Teil/NN des/ART Teams/NN|Werde/VAIMP+singular Trainer/NN|Seien/VAIMP+polite Sie/PPER vorsichtig/ADJD|Haben/VAIMP+polite Sie/PPER Verständnis/NN"
)
_NO_AUXILIARIES = (
    "Seid/VAFIN+2p ihr/PPER zufrieden/ADJD ?/$.|Seid/VAFIN+2p ihr/PPER schon/_ da/ADV ?/$.|Habt/VAFIN+2p ihr/PPER Zeit/NN ?/$.|Habt/VAFIN+2p ihr/PPER das/PDS gesehen/VVPP ?/$.|Werdet/VAFIN+2p ihr/PPER kommen/VVINF ?/$."
    "|Hab/VAFIN+1s Hunger/NN|Werde/VAFIN+1s nie/ADV fertig/ADJD|Ihr/PPER seid/VAFIN+2p toll/ADJD|Ihr/PPER habt/VAFIN+2p recht/_|Ihr/PPER werdet/VAFIN+2p sehen/VVINF|Wird/VAFIN+3s gemacht/VVPP|Ist/VAFIN+3s erledigt/VVPP"
    "|Haben/VAFIN+3p Sie/PPER einen/ART Termin/NN ?/$.|Sind/VAFIN+3p Sie/PPER da/ADV ?/$.|Können/VMFIN Sie/PPER helfen/VVINF ?/$.|Muss/VMFIN man/PIS mögen/VMINF|Kann/VMFIN jeder/PIS sagen/VVINF|Wollt/VMFIN ihr/PPER mehr/_ ?/$."
)


@dataclass(frozen=True)
class Grammar:
    """What the frames draw from: verbs, and phrases of the treebanks ("den/ART Kaffee/NN", "in/APPR der/ART Stadt/NN")."""

    verbs: Sequence[Verb]
    phrases: Sequence[str]
    rng: random.Random

    def pick(self, table: str) -> str:
        """One of the alternatives of a table."""
        return self.rng.choice(table.split("|"))

    def verb(self) -> Verb:
        """Any verb."""
        return self.rng.choice(self.verbs)

    def other_verb(self) -> Verb:
        """Mostly a verb that is not one of those that posts use in calls ("Folgt uns" is hardly ever a statement)."""
        verb = self.verb()
        for _ in range(3):
            if not verb.objects:
                break
            verb = self.verb()
        return verb

    def rest(self, verb: Verb) -> str:
        """What follows the verb: its own objects, general ones, a phrase of the treebanks."""
        if verb.objects and self.rng.random() < 0.75:
            return self.rng.choice(verb.objects)
        parts = [self.pick(_OBJECTS)] if self.rng.random() < 0.6 else []
        if not parts or self.rng.random() < 0.4:
            parts.append(self.rng.choice(self.phrases))
        return " ".join(parts)


def phrases(sentences: Sequence[Sentence]) -> list[str]:
    """Noun phrases and prepositional phrases of tagged sentences, short ones, each once."""
    found = set()
    for sentence in sentences:
        for start in range(len(sentence)):
            for length in (2, 3, 4):
                tokens = sentence[start : start + length]
                tags = " ".join(token.tag or "?" for token in tokens)
                if tags in _PATTERNS and all("/" not in token.form for token in tokens):
                    text = " ".join(f"{token.form}/{token.tag}" for token in tokens)
                    found.add(text if tokens[0].tag in ("NN", "NE") else text[:1].lower() + text[1:])
    return sorted(found)


_PATTERNS = frozenset(
    ["ART NN", "PPOSAT NN", "PDAT NN", "PIAT NN", "ART ADJA NN", "ADJA NN", "APPR ART NN", "APPRART NN", "APPR NN",
     "APPR NE", "APPR ART ADJA NN", "APPR PPOSAT NN", "CARD NN", "APPR CARD NN", "APPR ADJA NN"]
)  # fmt: skip


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _to_plural(rest: str) -> str:
    return rest.replace("dir/", "euch/").replace("dich/", "euch/")


def _to_singular(rest: str) -> str:
    rest = rest.replace("eure/", "deine/").replace("euer/", "dein/").replace("euren/", "deinen/")
    return rest.replace("euch/", "dich/")


def _to_polite(rest: str) -> str:
    rest = rest.replace("euch/", "sich/").replace("dich/", "sich/").replace("dir/", "sich/")
    return rest.replace("eure/", "Ihre/").replace("euer/", "Ihr/").replace("euren/", "Ihren/")


def _clause(grammar: Grammar, kind: str) -> str:
    """One imperative clause, its verb written small; `kind` is plural, singular or polite."""
    rng = grammar.rng
    if rng.random() < 0.07:
        fitting = [item for item in _AUXILIARIES.split("|") if f"+{kind}" in item]
        item = rng.choice(fitting)
        if "PIAT" not in item and kind != "polite" and rng.random() < 0.5:
            item = f"{item.split()[0]} {rng.choice(grammar.phrases)}"
        return item[:1].lower() + item[1:]
    verb = grammar.verb()
    rest = grammar.rest(verb)
    if kind == "polite":
        # EmpiriST tags the polite form as an imperative, too; newspapers' corpora call it VVFIN.
        head, rest = f"{verb.infinitive}/VVIMP+polite Sie/PPER", _to_polite(rest)
    elif kind == "plural":
        head, rest = f"{verb.plural}/VVIMP+plural", _to_plural(rest)
    else:
        form = verb.singular
        if not form.endswith("e") and rng.random() < 0.25 and form + "e" == verb.first:
            form = verb.first
        elif form.endswith("e") and rng.random() < 0.2 and not form.endswith(("te", "de", "ne", "le", "re")):
            form = form[:-1]
        head, rest = f"{form}/VVIMP+singular", _to_singular(rest)
    adverb = " " + grammar.pick(_ADVERBS) if rng.random() < 0.4 else ""
    if rng.random() < 0.1 and not verb.objects:
        rest = rng.choice(["", "!/$.", "mit/PTKVZ", grammar.pick(_OBJECTS)])
    particle = f" {verb.particle}/PTKVZ" if verb.particle else ""
    return f"{head}{adverb} {rest}{particle}".replace("  ", " ").strip()


def _imperative(grammar: Grammar) -> str:
    rng = grammar.rng
    kind = rng.choices(("plural", "singular", "polite"), (46, 36, 18))[0]
    words = _clause(grammar, kind)
    if kind != "polite" and rng.random() < 0.04:
        # "Kommt, seht und staunt!"
        code, name = f"/VVIMP+{kind}", kind
        first, second, third = (getattr(grammar.verb(), name) + code for _ in range(3))
        words = rng.choice(
            (f"{first} ,/$, {second} und/KON {third}", f"{first} und/KON {second}", f"{first} {first}", first)
        )
    elif rng.random() < 0.18:
        words += f" {rng.choice(('und/KON', 'und/KON', 'oder/KON', ',/$,'))} {_clause(grammar, kind)}"
    if rng.random() < 0.04:
        words += f" ,/$, {grammar.pick(_VOCATIVES)}"
    frame = rng.random()
    if frame < 0.4:
        return _cap(words)
    if frame < 0.62:
        return f"{grammar.pick(_INTROS)} {_cap(words) if rng.random() < 0.75 else words}"
    if frame < 0.92:
        return f"{grammar.pick(_BEFORE)} {words}"
    if frame < 0.94:
        return f"{_statement(grammar)} ,/$, {rng.choice(('aber/KON ', 'also/_ ', '', ''))}{words}"
    if frame < 0.97:
        return f"{grammar.rng.choice(grammar.phrases)} ?/$. {_cap(words)}".replace("  ", " ")
    return f"{_cap(words)} ./$. {_cap(_clause(grammar, kind))}"


def _no_imperative(grammar: Grammar) -> str:
    return grammar.rng.choice(_OTHERS)(grammar)


def _statement(grammar: Grammar) -> str:
    verb, rng = grammar.verb(), grammar.rng
    rest = grammar.rest(verb)
    particle = f" {verb.particle}/PTKVZ" if verb.particle else ""
    subject = grammar.pick(_SUBJECTS)
    kind = rng.randrange(7)
    if kind == 0:
        return f"{subject} {verb.third}/VVFIN+3s {rest}{particle}"
    if kind == 1:
        return f"Ihr/PPER {verb.plural}/VVFIN+2p {rest}{particle}"
    if kind == 2:
        return f"Wir/PPER {verb.infinitive}/VVFIN+1p {rest}{particle}"
    if kind == 3:
        first = _cap(grammar.pick("heute/ADV|morgen/ADV|bald/ADV|dann/ADV|seit/APPR Mai/NN|dort/ADV"))
        return f"{first} {verb.third}/VVFIN+3s {subject[:1].lower() + subject[1:] if 'PPER' in subject else subject} {rest}{particle}"
    if kind == 4:
        return f"Ich/PPER {verb.first}/VVFIN+1s {rest}{particle} und/KON {grammar.verb().first}/VVFIN+1s {grammar.pick(_OBJECTS)}"
    if kind == 5:
        other = grammar.verb()
        if rng.random() < 0.35:
            more = f"{other.third}/VVFIN+3s und/KON {grammar.verb().third}/VVFIN+3s"
            return f"{subject} {verb.third}/VVFIN+3s {grammar.pick(',/$,|,/$,|und/KON')} {more}"
        return f"{subject} {verb.third}/VVFIN+3s {rest} {grammar.pick('und/KON|,/$,|aber/KON')} {other.third}/VVFIN+3s {grammar.pick(_OBJECTS)}"
    return f"Sie/PPER {verb.infinitive}/VVFIN+3p {rest}{particle}"


def _question(grammar: Grammar) -> str:
    verb, rng = grammar.verb(), grammar.rng
    rest = grammar.rest(verb)
    particle = f" {verb.particle}/PTKVZ" if verb.particle else ""
    end = f"{rest}{particle} ?/$."
    kind = rng.randrange(7)
    if kind == 0:
        return f"{_cap(verb.plural)}/VVFIN+2p ihr/PPER {_to_plural(end)}"
    if kind == 1:
        return f"{_cap(verb.second)}/VVFIN+2s du/PPER {_to_singular(end)}"
    if kind == 2:
        return f"{_cap(verb.third)}/VVFIN+3s {grammar.pick(_SUBJECTS).replace('Wer/PWS', 'jemand/PIS')} {end}"
    if kind in (3, 4):
        return f"{_cap(verb.infinitive)}/VVFIN+3p Sie/PPER {_to_polite(end)}"
    word = grammar.pick(
        "Wann/PWAV|Wie/PWAV|Warum/PWAV|Was/PWS|Wo/PWAV|Wohin/PWAV|Welche/PWAT Bücher/NN|Wie/PWAV oft/ADV|Und/KON wann/PWAV"
    )
    if kind == 5:
        return f"{word} {verb.plural}/VVFIN+2p ihr/PPER {_to_plural(end)}"
    return f"{word} {verb.third}/VVFIN+3s {grammar.pick(_SUBJECTS).replace('Wer/PWS', 'jemand/PIS')} {end}"


def _subordinate(grammar: Grammar) -> str:
    verb, rng = grammar.verb(), grammar.rng
    rest = _to_plural(grammar.rest(verb))
    kind = rng.randrange(4)
    joined = f"{verb.particle}{verb.plural}"
    if kind == 0:
        return f"Wenn/KOUS ihr/PPER {rest} {joined}/VVFIN+2p ,/$, freut/VVFIN+3s uns/PPER das/PDS"
    if kind == 1:
        return f"{grammar.pick('Schön/ADJD|Toll/ADJD|Danke/PTKANT|Gut/ADJD')} ,/$, dass/KOUS ihr/PPER {rest} {joined}/VVFIN+2p"
    if kind == 2:
        return f"Wer/PWS {rest} {verb.particle}{verb.third}/VVFIN+3s ,/$, {grammar.verb().third}/VVFIN+3s {grammar.pick(_OBJECTS)}"
    return f"Weil/KOUS ihr/PPER {rest} {joined}/VVFIN+2p :/$. Danke/PTKANT"


def _infinitive(grammar: Grammar) -> str:
    verb, rng = grammar.verb(), grammar.rng
    head = f"{verb.particle}{verb.infinitive}"
    kind = rng.randrange(5)
    if kind == 0:
        return f"{_cap(head)}/VVINF+inf {grammar.pick('kann/VMFIN jeder/PIS|dürfen/VMFIN alle/PIS|könnt/VMFIN ihr/PPER bis/APPR Mai/NN|müsst/VMFIN ihr/PPER nicht/PTKNEG')}"
    if kind == 1:
        return f"{_cap(head)}/VVINF+inf"
    if kind == 2:
        return f"{_cap(grammar.rest(verb))} {head}/VVINF+inf {grammar.pick('!/$.|und/KON Freude/NN haben/VAINF|–/$( jetzt/ADV')}"
    adverb = _cap(grammar.pick("jetzt/ADV|bitte/_|einfach/ADJD|gleich/_|hier/ADV|nicht/PTKNEG|bitte/_ nicht/PTKNEG"))
    return f"{adverb} {grammar.rest(verb)} {head}/VVINF+inf"


def _first_person(grammar: Grammar) -> str:
    """ "Suche seit Tagen …": the subject ich is left out."""
    cues = (
        "seit/APPR Tagen/NN|mich/PRF sehr/_|mich/PRF später/ADJD|mir/PRF gerade/_ ein/ART Brot/NN|gerade/_|heute/ADV nicht/PTKNEG mehr/_|jetzt/ADV|noch/_ immer/ADV"
        "|schon/_ lange/ADV|mal/PTKMA wieder/_|nur/_ noch/_|leider/ADV|wieder/_ fast/_ alles/PIS|meine/PPOSAT alten/ADJA Bücher/NN|morgen/ADV|ja/_ auch/ADV|zwei/CARD Karten/NN"
        "|,/$, das/PDS wird/VAFIN+3s gut/ADJD|,/$, es/PPER klappt/VVFIN+3s|nur/_ so/_|dich/PPER morgen/ADV|seit/APPR Jahren/NN|für/APPR heute/ADV"
    )
    verb = grammar.verb()
    rest = " " + grammar.rest(verb) if grammar.rng.random() < 0.5 else ""
    particle = f" {verb.particle}/PTKVZ" if verb.particle else ""
    return f"{_cap(verb.first)}/VVFIN+1s {grammar.pick(cues)}{rest}{particle}"


def _third_person(grammar: Grammar) -> str:
    """ "Kostet nichts": the subject is left out or comes late."""
    if grammar.rng.random() < 0.5:
        return grammar.pick(_ELLIPSES)
    cues = (
        "nichts/PIS|heute/ADV nicht/PTKNEG|leider/ADV nicht/PTKNEG|nur/_ noch/_ selten/ADJD|seit/APPR Jahren/NN|für/APPR sich/PRF|sich/PRF gut/ADJD|kaum/ADV|ja/_ kaum/ADV|immer/ADV|noch/_|schon/_"
        "|gut/ADJD zu/APPR Käse/NN|nur/_ sonntags/ADV|erst/_ ab/APPR Mai/NN|drei/CARD Euro/NN|auch/ADV so/_|auch/ADV ohne/APPR Zucker/NN|wie/KOKOM neu/ADJD|nicht/PTKNEG|nach/APPR Sommer/NN|gegen/APPR Durst/NN"
        "|morgen/ADV wieder/_ ,/$, der/ART Zug/NN|ihm/PPER gut/ADJD|mir/PPER|der/ART Wind/NN|die/ART Sonne/NN|alles/PIS|er/PPER|sie/PPER auch/ADV|man/PIS|zusammen/ADV zehn/CARD Euro/NN|der/ART Autor/NN|die/ART Zeitung/NN|unser/PPOSAT Trainer/NN|die/ART Mieterin/NN"
    )
    verb = grammar.other_verb()
    return f"{_cap(verb.third)}/VVFIN+3s {grammar.pick(cues)}"


def _participle(grammar: Grammar) -> str:
    verb = grammar.verb()
    for _ in range(20):
        if verb.participle:
            break
        verb = grammar.verb()
    if not verb.participle:
        return grammar.pick(_ELLIPSES)
    tails = (
        "hat/VAFIN+3s uns/PPER das/PDS Anna/NE|wurde/VAFIN viel/_|wird/VAFIN+3s hier/ADV|ist/VAFIN+3s alles/PIS|?/$.|und/KON gut/ADJD|haben/VAFIN wir/PPER lange/ADV"
        "|von/APPR Hand/NN|in/APPR Bremen/NE|wie/KOKOM immer/ADV|:/$. zwei/CARD Helfer/NN|nach/APPR altem/ADJA Rezept/NN|hatte/VAFIN er/PPER sie/PPER nie/ADV"
    )
    lead = "" if grammar.rng.random() < 0.7 else "Gut/ADJD "
    participle = verb.participle if lead else _cap(verb.participle)
    return f"{lead}{participle}/VVPP+part {grammar.pick(tails)}"


def _noun(grammar: Grammar) -> str:
    return grammar.pick(_NOUNS)


def _auxiliary(grammar: Grammar) -> str:
    return grammar.pick(_NO_AUXILIARIES)


_OTHERS: tuple[Callable[[Grammar], str], ...] = (
    _statement, _statement, _question, _question, _subordinate, _infinitive, _first_person, _first_person, _third_person,
    _third_person, _third_person, _participle, _noun, _auxiliary,
)  # fmt: skip


def sentences(count: int, verbs: Sequence[Verb], found: Sequence[str], seed: int = 0) -> Iterator[Sentence]:
    """`count` sentences of these verbs and phrases; 45 % hold an imperative, the rest look-alikes."""
    grammar = Grammar(verbs, found, random.Random(seed))
    for _ in range(count):
        text = _imperative(grammar) if grammar.rng.random() < 0.45 else _no_imperative(grammar)
        if not text.endswith("?/$."):
            usual = _CALL_ENDS if "VVIMP" in text or "VAIMP" in text else _CALM_ENDS
            text += " " + grammar.pick(usual if grammar.rng.random() < 0.5 else _ENDS)
        if grammar.rng.random() < 0.04:
            text = text.replace("ß", "ss")
        yield tuple(_token(item) for item in text.split())


def _token(item: str) -> Token:
    form, _, tag = item.rpartition("/")
    tag, _, code = tag.partition("+")
    if tag == "_":
        return Token(form)
    morph = _MORPHS.get(code) if code else None
    return Token(form, tag, UPOS[tag] if morph is not None else None, morph)
