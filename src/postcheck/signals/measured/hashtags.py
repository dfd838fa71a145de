"""Hashtags of several words without capitals inside: nobody can read them aloud, and screen readers do not.

A hashtag is cut only where all of its words are known and one of them is a small word that no compound holds
(#brotausdemofen, not #herbstfarben): compounds are one word, and right in small letters.
"""

from __future__ import annotations

from functools import lru_cache

from postcheck.language import Parsed
from postcheck.models import Span
from postcheck.signals.words import Words

# They stand in no compound.
_SMALL = frozenset(
    """
    der die das dem den des und oder wir ich du ihr ist sind für fuer im am vom zum zur beim nicht kein keine mein meine
    dein deine unser unsere euer eure euch uns dich dir mich mir the your of for and my we our you is to it von ohne
    """.split()
)
# They may begin compounds (Mitarbeit, Ausbildung): they count only between two other words.
_BETWEEN = frozenset("mit aus in bei auf an".split())
_OTHERS = frozenset(
    """
    abend aktiv alle alles alltag alt andere anders apotheke arbeit arbeiten arbeitgeber ausbildung auto azubi
    azubis baby back backen bad bauen bauernhof berg berge berlin best bestellen bewegung bier big bild bilder
    bio blumen brot buch bäcker bäckerei bücher büro café chef clever coaching dabei daheim danke day
    deutschland dorf draußen dream echt ehrenamt einfach einkaufen eltern energie engagement erfolg erleben
    ernte essen event fahren fahrrad familie familien feierabend feiern ferien fest feuerwehr firma first fit
    food foto fotos frauen freiheit freitag freizeit freude freunde frisch früh frühling frühstück fußball
    fühlen führung für garten geben gehen geld gemeinsam gemeinschaft gemüse genießen genuss gern geschenk
    geschichte gesund gesundheit glück glücklich good grillen groß grün gut gute guten gutes haar haare haben
    halten hamburg hand handmade handwerk happy haus heimat heimatliebe helfen herbst herz herzen heute hier
    hilfe hof holz home hund hunde idee ideen immer innovation job jobs jugend junge kaffee kann karriere kaufen
    kinder kirche klasse klein klima klimaschutz kochen kommen kommunikation kraft kreativ kuchen kultur kunden
    kunst köln können küche lachen laden land landleben leben lecker lehre leidenschaft leipzig lernen lesen
    leute licht lieb liebe lieben lieblingsplatz life local lokal love machen macht machtspaß made makes malen
    marketing markt mehr mensch menschen mode modern montag montags mood morgen musik mut mutig münchen
    nachhaltig nachhaltigkeit natur natürlich neu neue neuer neues niederösterreich norden obst ofen offen ohne
    oma only opa pause people pflanzen pflege plan planet plastik platz politik qualität quatsch rad radfahren
    recht region regional reisen reparieren respekt rezept rund sagen saison salon school schreiben schule
    schwarzwald schön schöne schützen see selbst selbstgemacht shop sicher sicherheit singen small sommer
    sommerferien sonne sonntag spaß spenden spiel spielen sport stadt stark start starten stolz suchen sucht
    support süden tag tage tanzen team teamwork tee teilen tier tiere time tirol tisch tradition training traum
    unterwegs urlaub verein vereint verliebt vertrauen vibes video vielfalt voll wald wandern warten wasser
    weihnachten weil wein welt wenn werden werkstatt wichtig wien winter wissen woche wochenende wohnen wolle
    work world zeigen zeit ziel zuhause zuhören zukunft zusammen
    """.split()
)
_KNOWN = _SMALL | _BETWEEN | _OTHERS
_LONGEST = max(map(len, _KNOWN))


def plain_hashtags(parsed: Parsed, words: Words) -> dict[Span, str]:
    """Hashtags of several known words without inner capitals, each with the form that can be read."""
    found: dict[Span, str] = {}
    for item in parsed.social.items:
        if item.kind == "hashtag":
            parts = parts_of(item.value[1:])
            if parts:
                found[item.span] = item.value[0] + "".join(part[:1].upper() + part[1:] for part in parts)
    return found


@lru_cache(maxsize=4096)
def parts_of(tag: str) -> tuple[str, ...]:
    """The words of a hashtag in small letters, if it is surely several; else nothing."""
    lower = tag.lower()
    if tag[1:] != lower[1:] or not tag.isalpha():
        return ()
    # best[n]: the fewest known words that make up the first n letters
    best: list[tuple[str, ...] | None] = [(), *([None] * len(lower))]
    for end in range(1, len(lower) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, word = best[start], lower[start:end]
            current = best[end]
            if before is not None and word in _KNOWN and (current is None or len(before) + 1 < len(current)):
                best[end] = (*before, word)
    parts = best[len(lower)] or ()
    small = any(part in _SMALL for part in parts) or any(part in _BETWEEN for part in parts[1:-1])
    return parts if len(parts) > 1 and small else ()
