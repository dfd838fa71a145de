"""What Maven Central has for us: the dictionary, a second teacher, sentences. Fetched once, read with Java."""

from __future__ import annotations

import html
import re
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
_DICTIONARY = (
    "de.danielnaber:german-pos-dict:1.2.4",
    "org.carrot2:morfologik-stemming:2.1.9",
    "org.carrot2:morfologik-fsa:2.1.9",
    "com.carrotsearch:hppc:0.8.2",
)
_STANFORD = ("edu.stanford.nlp:stanford-corenlp:3.9.2", "edu.stanford.nlp:stanford-corenlp:3.9.2:jar:models-german")
_LANGUAGETOOL = "org.languagetool:language-de:6.8"
_RULES = ("grammar.xml", "style.xml", "de-DE-AT/grammar.xml")


def dictionary(work: Path) -> Path:
    """LanguageTool's full-form dictionary as a table: form, lemma, tag."""
    table = work / "dictionary.tsv"
    if not table.exists():
        part = table.with_suffix(".part")
        with part.open("wb") as out:
            subprocess.run(
                _java("DumpDictionary.java", _fetch(work, "dictionary", _DICTIONARY)), stdout=out, check=True
            )
        part.rename(table)
    return table


def tags(work: Path, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """The tags (STTS) of Stanford CoreNLP's German tagger for the forms of each sentence."""
    command = _java("Stanford.java", _fetch(work, "stanford", _STANFORD))
    text = "".join("\t".join(" ".join(form.split()) or "_" for form in forms) + "\n" for forms in sentences)
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    return [line.split("\t") for line in done.stdout.splitlines()]


def examples(work: Path) -> Iterator[str]:
    """The correct sentences in the examples of LanguageTool's German rules, each once."""
    (jar,) = _fetch(work, "languagetool", (_LANGUAGETOOL,)).glob("*.jar")
    seen = set()
    with zipfile.ZipFile(jar) as files:
        for name in _RULES:
            xml = files.read(f"org/languagetool/rules/de/{name}").decode("utf-8")
            xml = re.sub(r"<!--.*?-->", "", xml, flags=re.DOTALL)
            for attributes, body in re.findall(r"<example([^>]*)>(.*?)</example>", xml, flags=re.DOTALL):
                sentence = corrected(attributes, body)
                if sentence and sentence not in seen:
                    seen.add(sentence)
                    yield sentence


def corrected(attributes: str, body: str) -> str:
    """The sentence with its first correction, which may be missing: then it is a wrong one, and ""."""
    correction = re.search(r'correction="([^"|]*)', attributes)
    if correction:
        if not correction[1]:
            return ""
        body = re.sub(r"<marker>.*?</marker>", lambda _: correction[1], body, flags=re.DOTALL)
    elif "triggers_error" in attributes:
        return ""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def _fetch(work: Path, name: str, artifacts: Sequence[str]) -> Path:
    folder = work / "jars" / name
    if len(list(folder.glob("*.jar"))) < len(artifacts):
        for artifact in artifacts:
            copy = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
            subprocess.run(copy, check=True)
    return folder


def _java(program: str, jars: Path) -> list[str]:
    return ["java", "-Xmx3g", "-XX:+UseSerialGC", "-cp", f"{jars}/*", str(HERE / program)]
