"""The verbs of the training grammar: those of posts with what goes with them, and many more from the dictionary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Verb:
    """Forms of a verb; `particle` for separable ones; `objects` that go with it, as "form/TAG form/TAG"."""

    infinitive: str
    singular: str
    plural: str
    first: str
    second: str
    third: str
    participle: str = ""
    particle: str = ""
    objects: tuple[str, ...] = ()


def listed() -> list[Verb]:
    """The verbs of the list below: infinitive, imperative singular and third person where irregular, objects."""
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
        verbs.append(
            Verb(infinitive, singular, plural, stem + "e", second, third, "", particle, tuple(objects.split(" / ")))
        )
    return verbs


def of_dictionary(path: Path, frequency: Mapping[str, int], most: int = 900) -> list[Verb]:
    """The verbs of the full-form dictionary that the corpora use most, with all their forms."""
    wanted = {
        "VER:IMP:SIN": "singular", "VER:IMP:PLU": "plural", "VER:1:SIN:PRÄ": "first", "VER:2:SIN:PRÄ": "second",
        "VER:3:SIN:PRÄ": "third", "VER:PA2": "participle", "VER:INF": "infinitive",
    }  # fmt: skip
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            form, lemma, tag = line.rstrip("\n").split("\t")
            name = next((name for start, name in wanted.items() if tag.startswith(start)), "")
            if name and form.isalpha() and lemma.endswith("n"):
                # "geh" and "gehe": the shorter one is that of posts; the other is made in `generate`.
                before = forms[lemma].get(name)
                if before is None or (len(form), form) < (len(before), before):
                    forms[lemma][name] = form
    counts: Counter[str] = Counter()
    for lemma, found in forms.items():
        if len(found) == len(wanted):
            counts[lemma] = sum(frequency.get(form, 0) for form in set(found.values()))
    chosen = sorted(counts, key=lambda lemma: (-counts[lemma], lemma))[:most]
    return [Verb(**forms[lemma]) for lemma in sorted(chosen)]


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
