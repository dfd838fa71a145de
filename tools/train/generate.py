"""Sentences from a small grammar, for what newspapers lack: imperatives, du/ihr/Sie, calls to action, fragments.

Every imperative frame has a counterpart in which the same form is no imperative (statement, question, ellipsis,
noun), so that the form alone decides nothing. Each token is form/TAG; what is certain of the verbs' morphology
is added. The sentences are made with a fixed seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tools.train.corpora import Sentence, Token
from tools.train.tagset import UPOS


@dataclass(frozen=True)
class Verb:
    """Forms of a verb; `particle` for separable ones; `objects` that go with it, as "form/TAG form/TAG"."""

    infinitive: str
    singular: str
    plural: str
    third: str
    second: str
    particle: str
    objects: tuple[str, ...]


def _verbs() -> list[Verb]:
    verbs = []
    for line in _VERBS.strip().splitlines():
        head, _, objects = line.partition(" = ")
        forms = head.split()
        particle, _, infinitive = forms[0].rpartition("|")
        stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
        soft = stem.endswith(("t", "d", "ffn", "chn", "gn"))
        plural = stem + ("et" if soft else "t")
        singular = forms[1] if len(forms) > 1 else stem + ("e" if soft or infinitive.endswith(("eln", "ern")) else "")
        third = forms[2] if len(forms) > 2 else plural
        second = third[:-1] + "st" if not third.endswith(("st", "sst", "zt", "ßt")) else third
        verbs.append(Verb(infinitive, singular, plural, third, second, particle, tuple(objects.split(" / "))))
    return verbs


_VERBS = """
schauen = vorbei/ADV / bei/APPR uns/PPER rein/PTKVZ / ins/APPRART Programm/NN / euch/PRF das/ART Video/NN an/PTKVZ / auf/APPR unsere/PPOSAT Seite/NN
vorbei|kommen komm kommt = am/APPRART Samstag/NN / in/APPR den/ART Laden/NN / zu/APPR unserem/PPOSAT Fest/NN / gerne/ADV
kommen komm kommt = zum/APPRART Training/NN / in/APPR unser/PPOSAT Team/NN / mit/PTKVZ
schreiben = uns/PPER eine/ART Nachricht/NN / uns/PPER eure/PPOSAT Meinung/NN / einen/ART Kommentar/NN / es/PPER in/APPR die/ART Kommentare/NN
an|rufen ruf ruft = uns/PPER / im/APPRART Büro/NN / gleich/ADV morgen/ADV früh/ADV
melden = euch/PRF / dich/PRF bei/APPR uns/PPER / dich/PRF bis/APPR Freitag/NN
an|melden = euch/PRF / dich/PRF hier/ADV / euch/PRF unter/APPR der/ART Nummer/NN
teilen = den/ART Beitrag/NN / eure/PPOSAT Erfahrungen/NN / diesen/PDAT Post/NN mit/APPR Freunden/NN
erzählen = uns/PPER davon/PAV / mal/PTKMA / uns/PPER eure/PPOSAT Geschichte/NN
verraten verrate verrät = uns/PPER euer/PPOSAT Rezept/NN / uns/PPER euren/PPOSAT Trick/NN
sagen = uns/PPER ,/$, was/PWS fehlt/VVFIN / uns/PPER eure/PPOSAT Meinung/NN / Bescheid/NN
kommentieren = unten/ADV / mit/APPR einem/ART Emoji/NN / den/ART Beitrag/NN
markieren = eine/ART Freundin/NN / drei/CARD Freunde/NN / jemanden/PIS
liken like liket = den/ART Post/NN / unsere/PPOSAT Seite/NN
folgen = uns/PPER / uns/PPER auf/APPR Instagram/NE / dem/ART Link/NN
klicken = auf/APPR den/ART Link/NN / hier/ADV / auf/APPR das/ART Bild/NN
bestellen = jetzt/ADV / eure/PPOSAT Gans/NN / den/ART Katalog/NN
buchen = einen/ART Termin/NN / euren/PPOSAT Platz/NN / jetzt/ADV
sichern = dir/PRF einen/ART Platz/NN / euch/PRF die/ART Karten/NN / dir/PRF den/ART Rabatt/NN
holen = dir/PRF ein/ART Eis/NN / euch/PRF Tipps/NN / die/ART Kinder/NN ab/PTKVZ
nehmen nimm nimmt = dir/PRF Zeit/NN / den/ART Bus/NN / die/ART Treppe/NN
geben gib gibt = uns/PPER Bescheid/NN / nicht/PTKNEG auf/PTKVZ / uns/PPER Feedback/NN
lesen lies liest = den/ART Artikel/NN / mehr/PIAT dazu/PAV / den/ART Bericht/NN
sehen sieh sieht = selbst/ADV / dir/PRF das/PDS an/PTKVZ
helfen hilf hilft = uns/PPER / mit/PTKVZ / beim/APPRART Aufbau/NN
sprechen sprich spricht = uns/PPER an/PTKVZ / mit/APPR uns/PPER
werfen wirf wirft = einen/ART Blick/NN auf/APPR die/ART Karte/NN / nichts/PIS weg/PTKVZ
essen iss isst = mehr/PIAT Gemüse/NN / mit/APPR uns/PPER
vergessen vergiss vergisst = die/ART Kamera/NN nicht/PTKNEG / das/ART Wasser/NN nicht/PTKNEG
fahren fahr fährt = vorsichtig/ADJD / mit/APPR dem/ART Rad/NN
halten halte hält = Abstand/NN / die/ART Augen/NN offen/ADJD
lassen lass lässt = dich/PRF überraschen/VVINF / uns/PPER reden/VVINF / die/ART Kinder/NN nicht/PTKNEG allein/ADJD
laufen lauf läuft = mit/PTKVZ / los/PTKVZ
raten rate rät = mal/PTKMA / mit/PTKVZ
laden lade lädt = die/ART App/NN herunter/PTKVZ / eure/PPOSAT Freunde/NN ein/PTKVZ
tragen trag trägt = den/ART Termin/NN ein/PTKVZ / euch/PRF in/APPR die/ART Liste/NN ein/PTKVZ
bleiben = gesund/ADJD / dran/PTKVZ / zu/APPR Hause/NN / neugierig/ADJD
machen = mit/PTKVZ / Platz/NN / Fotos/NN / einen/ART Termin/NN aus/PTKVZ
gehen geh geht = wählen/VVINF / nicht/PTKNEG ans/APPRART Telefon/NN / raus/PTKVZ
probieren = es/PPER aus/PTKVZ / unser/PPOSAT Brot/NN / den/ART Kuchen/NN
testen = das/ART Rezept/NN / uns/PPER / die/ART App/NN
entdecken = die/ART Stadt/NN / neue/ADJA Wege/NN / unser/PPOSAT Programm/NN
erleben = den/ART Herbst/NN / Musik/NN / die/ART Natur/NN
genießen = den/ART Tag/NN / die/ART Sonne/NN
besuchen = uns/PPER / unseren/PPOSAT Stand/NN / die/ART Ausstellung/NN
bringen = Freunde/NN mit/PTKVZ / gute/ADJA Laune/NN mit/PTKVZ / eure/PPOSAT Kinder/NN mit/PTKVZ
senden = uns/PPER ein/ART Foto/NN / eure/PPOSAT Bewerbung/NN
schicken = uns/PPER eure/PPOSAT Ideen/NN / eine/ART Mail/NN
stellen = eure/PPOSAT Fragen/NN / euch/PRF vor/PTKVZ
fragen = uns/PPER / nach/PTKVZ / eure/PPOSAT Eltern/NN
antworten = uns/PPER / einfach/ADJD hier/ADV
warten = nicht/PTKNEG / nicht/PTKNEG zu/PTKA lange/ADV
suchen = mit/PTKVZ / nicht/PTKNEG länger/ADJD
hören = rein/PTKVZ / mal/PTKMA zu/PTKVZ
feiern feiere feiert = mit/APPR uns/PPER / mit/PTKVZ
spenden = Blut/NN / für/APPR das/ART Tierheim/NN
unterstützen = uns/PPER / den/ART Verein/NN
stimmen = ab/PTKVZ / für/APPR uns/PPER
nutzen = die/ART Chance/NN / den/ART Link/NN
merken = euch/PRF den/ART Termin/NN / dir/PRF das/PDS
achten = auf/APPR die/ART Schilder/NN / aufeinander/PAV
beachten = die/ART Hinweise/NN
denken = an/APPR die/ART Umwelt/NN / daran/PAV
freuen = euch/PRF auf/APPR Musik/NN / dich/PRF
packen = an/PTKVZ / die/ART Koffer/NN
starten = durch/PTKVZ / jetzt/ADV
werden werde wird = Mitglied/NN / Teil/NN des/ART Teams/NN
gewinnen = zwei/CARD Karten/NN
ein|reichen = die/ART Unterlagen/NN / eure/PPOSAT Vorschläge/NN
aus|probieren = das/ART Gerät/NN
ab|stimmen = in/APPR der/ART Story/NN
mit|bringen = Handtücher/NN / etwas/PIAT Zeit/NN
zu|hören = genau/ADJD
nach|fragen = ruhig/_
weiter|sagen = es/PPER
ein|tragen trag trägt = euch/PRF
durch|lesen lies liest = euch/PRF das/PDS
aus|füllen = den/ART Bogen/NN
herunter|laden lade lädt = das/ART PDF/NN
vor|merken = euch/PRF den/ART Tag/NN
speichern speichere speichert = den/ART Beitrag/NN
abonnieren = unseren/PPOSAT Newsletter/NN / den/ART Kanal/NN
bewerben bewirb bewirbt = dich/PRF / euch/PRF jetzt/ADV
verpassen verpasse verpasst = nichts/PIS / keine/PIAT Folge/NN
überzeugen = dich/PRF selbst/ADV / euch/PRF
investieren = in/APPR dich/PRF
sparen = dir/PRF die/ART Zeit/NN / Energie/NN
backen back backt = mit/PTKVZ / mal/PTKMA Brot/NN
kochen = das/PDS nach/PTKVZ
tanzen tanz tanzt = mit/PTKVZ
singen sing singt = mit/PTKVZ
rechnen rechne rechnet = nach/PTKVZ
öffnen öffne öffnet = die/ART Tür/NN
starten = mit/APPR uns/PPER
drücken = uns/PPER die/ART Daumen/NN
"""
_ADVERBS = "doch/PTKMA mal/PTKMA|einfach/ADJD|gerne/ADV|jetzt/ADV|heute/ADV|also/ADV|bitte/_|unbedingt/ADV|schnell/ADJD|gleich/ADV|ruhig/_ mal/PTKMA"
_INTROS = (
    "Also/ADV :/$.|Unser/PPOSAT Tipp/NN :/$.|👉/EMOIMG|Bitte/_|Und/KON|Dann/ADV|Neugierig/ADJD ?/$.|Lust/NN ?/$."
    "|Na/ITJ dann/ADV :/$.|✅/EMOIMG|Hey/ITJ ,/$,|Wer/PWS Zeit/NN hat/VAFIN :/$.|Deshalb/PAV :/$.|Liebe/ADJA Leute/NN ,/$,"
    "|Falls/KOUS ihr/PPER Fragen/NN habt/VAFIN :/$.|Wenn/KOUS du/PPER magst/VMFIN ,/$,|1/CARD ./$.|-/$("
)
_ENDS = "!/$.|!/$.|./$.|😊/EMOIMG|!/$. 🎉/EMOIMG|./$. #Team/HST #Dorf/HST|!/$. :)/EMOASC|👇/EMOIMG|…/$.|,/$, wir/PPER freuen/VVFIN uns/PRF !/$."
_SUBJECTS = (
    "Der/ART Verein/NN|Unser/PPOSAT Team/NN|Die/ART Stadt/NN|Meine/PPOSAT Kollegin/NN|Herr/NN Weber/NE|Anna/NE|Sie/PPER"
    "|Er/PPER|Das/ART Haus/NN|Die/ART Firma/NN|Niemand/PIS|Wer/PWS|Jeder/PIS|Lena/NE|Unsere/PPOSAT Chefin/NN"
)
_NOUNS = (
    "Suche/NN nach/APPR Helfern/NN|Frage/NN an/APPR euch/PPER :/$.|Schau/NN der/ART Vereine/NN|Rate/NN des/ART Monats/NN"
    "|Probe/NN am/APPRART Montag/NN|Teile/NN der/ART Halle/NN sind/VAFIN gesperrt/VVPP|Hilfe/NN für/APPR Familien/NN"
    "|Antwort/NN folgt/VVFIN|Plane/NN über/APPR dem/ART Dach/NN|Reise/NN ins/APPRART Blaue/NN|Spende/NN an/APPR das/ART Heim/NN"
    "|Test/NN bestanden/VVPP|Start/NN um/APPR zehn/CARD|Spare/NN des/ART Tages/NN|Folge/NN drei/CARD ist/VAFIN da/ADV"
)
_ELLIPSES = (
    "Macht/VVFIN Spaß/NN|Geht/VVFIN klar/ADJD|Reicht/VVFIN uns/PPER|Klingt/VVFIN gut/ADJD|Passt/VVFIN|Schmeckt/VVFIN super/ADJD"
    "|Kommt/VVFIN bald/ADV wieder/ADV ins/APPRART Programm/NN|Läuft/VVFIN|Bleibt/VVFIN abzuwarten/VVIZU|Stimmt/VVFIN"
    "|Fehlt/VVFIN nur/ADV noch/ADV der/ART Kaffee/NN|Sieht/VVFIN gut/ADJD aus/PTKVZ|Tut/VVFIN uns/PPER leid/_|Freut/VVFIN mich/PPER"
    "|Lohnt/VVFIN sich/PRF|Hat/VAFIN geklappt/VVPP|Kostet/VVFIN fünf/CARD Euro/NN|Steht/VVFIN seit/APPR gestern/ADV im/APPRART Laden/NN"
    "|Beginnt/VVFIN um/APPR 19/CARD Uhr/NN|Bin/VAFIN gespannt/ADJD|Freue/VVFIN mich/PRF auf/APPR euch/PPER|Danke/PTKANT euch/PPER"
    "|Gibt/VVFIN es/PPER auch/ADV vegan/ADJD|Braucht/VVFIN etwas/PIAT Geduld/NN|Heißt/VVFIN :/$. wir/PPER bleiben/VVFIN"
    "|Gesucht/VVPP :/$. Koch/NN|Geöffnet/VVPP ab/APPR neun/CARD|Besucht/VVPP haben/VAFIN uns/PPER viele/PIS"
)


def _pick(rng: random.Random, table: str) -> str:
    return rng.choice(table.split("|"))


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _imperative(rng: random.Random, verb: Verb) -> str:
    kind = rng.random()
    rest = rng.choice(verb.objects)
    adverb = " " + _pick(rng, _ADVERBS) if rng.random() < 0.45 else ""
    particle = f" {verb.particle}/PTKVZ" if verb.particle else ""
    if kind < 0.2:
        # EmpiriST tags the polite form as an imperative, too; newspapers' corpora call it VVFIN.
        head = f"{verb.infinitive}/VVIMP+polite Sie/PPER"
        rest = rest.replace("euch/", "sich/").replace("dich/", "sich/").replace("dir/", "sich/")
        rest = rest.replace("eure/", "Ihre/").replace("euer/", "Ihr/").replace("euren/", "Ihren/")
    elif kind < 0.62:
        head = f"{verb.plural}/VVIMP+plural"
        rest = rest.replace("dir/", "euch/").replace("dich/", "euch/")
    else:
        form = verb.singular
        if not form.endswith("e") and rng.random() < 0.3 and form[-1] not in "smiau":
            form = verb.singular + "e"
        head = f"{form}/VVIMP+singular"
        rest = (
            rest.replace("eure/", "deine/")
            .replace("euer/", "dein/")
            .replace("euren/", "deinen/")
            .replace("euch/", "dich/")
        )
    words = f"{head}{adverb} {rest}{particle}"
    if rng.random() < 0.15:
        other = rng.choice([item for item in _ALL if item.particle == ""])
        if "plural" in head:
            words += f" und/KON {other.plural}/VVIMP+plural {rng.choice(other.objects)}"
    if rng.random() < 0.4:
        intro = _pick(rng, _INTROS)
        if intro.split()[-1] in ("Bitte/_", "Und/KON", "Dann/ADV") or intro.endswith(",/$,"):
            return f"{intro} {words}"
        return f"{intro} {_cap(words)}"
    return _cap(words)


def _statement(rng: random.Random, verb: Verb) -> str:
    rest = rng.choice(verb.objects)
    particle = f" {verb.particle}/PTKVZ" if verb.particle else ""
    kind = rng.randrange(9)
    if kind == 0:
        return f"{_pick(rng, _SUBJECTS)} {verb.third}/VVFIN {rest}{particle}"
    if kind == 1:
        return f"Ihr/PPER {verb.plural}/VVFIN {rest}{particle}"
    if kind == 2:
        return f"{_cap(verb.plural)}/VVFIN ihr/PPER {rest}{particle} ?/$."
    if kind == 3:
        return f"{_cap(verb.second)}/VVFIN du/PPER {rest}{particle} ?/$."
    if kind == 4:
        return (
            f"{_cap(verb.third)}/VVFIN {_pick(rng, _SUBJECTS).replace('Wer/PWS', 'jemand/PIS')} {rest}{particle} ?/$."
        )
    if kind == 5:
        head = (verb.particle or "") + verb.infinitive
        return f"{_cap(_pick(rng, 'jetzt/ADV|bitte/_|einfach/ADJD|gleich/ADV'))} {rest} {head}/VVINF"
    if kind == 6:
        return f"Wenn/KOUS ihr/PPER {rest} {verb.particle}{verb.plural}/VVFIN ,/$, freut/VVFIN uns/PPER das/PDS"
    if kind == 7:
        return f"Wir/PPER {verb.infinitive}/VVFIN {rest}{particle}"
    return f"{_cap(_pick(rng, 'heute/ADV|morgen/ADV|bald/ADV|dann/ADV'))} {verb.third}/VVFIN {_pick(rng, _SUBJECTS)} {rest}{particle}"


_ALL = _verbs()


def sentences(count: int, seed: int = 0) -> Iterator[Sentence]:
    """`count` sentences; 45 % hold an imperative, the rest look-alikes."""
    rng = random.Random(seed)
    for _ in range(count):
        verb = rng.choice(_ALL)
        kind = rng.random()
        if kind < 0.45:
            text = _imperative(rng, verb)
        elif kind < 0.82:
            text = _statement(rng, verb)
        elif kind < 0.92:
            text = _pick(rng, _ELLIPSES)
        else:
            text = _pick(rng, _NOUNS)
        if not text.endswith("?/$."):
            text += " " + _pick(rng, _ENDS)
        if rng.random() < 0.04:
            text = text.replace("ß", "ss")
        yield tuple(_token(item) for item in text.split())


def _token(item: str) -> Token:
    form, _, tag = item.rpartition("/")
    tag, _, mood = tag.partition("+")
    morph = {
        "": None,
        "plural": "Mood=Imp|Number=Plur|Person=2|VerbForm=Fin",
        "singular": "Mood=Imp|Number=Sing|Person=2|VerbForm=Fin",
        "polite": "Mood=Imp|Number=Plur|Person=3|VerbForm=Fin",
    }[mood]
    if tag == "_":
        return Token(form)  # sources disagree
    if tag == "VVFIN" and not mood:
        return Token(form, tag)
    return Token(form, tag, UPOS[tag] if morph or tag in ("HST", "EMOIMG") else None, morph)
