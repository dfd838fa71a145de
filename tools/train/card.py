"""The description that is shipped in the pipeline's meta.json; `python -m postcheck.language` prints it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent / "figures.json"

_SOURCES = [
    {
        "name": "EmpiriST 2015, training part",
        "url": "https://github.com/fau-klue/empirist-corpus",
        "license": "CC BY-SA 4.0",
        "author": "Beißwenger et al. 2016, Rehbein et al. 2018, Proisl et al. 2020",
    },
    {
        "name": "UD German GSD, development part; CoNLL 2018 sentences derived from its training part",
        "url": "https://github.com/UniversalDependencies/UD_German-GSD",
        "license": "CC BY-SA 4.0",
        "author": "UD German GSD; SIGMORPHON CoNLL 2018",
    },
    {
        "name": "UD German PUD",
        "url": "https://github.com/UniversalDependencies/UD_German-PUD",
        "license": "CC BY-SA 3.0",
        "author": "UD German PUD",
    },
    {
        "name": "GermEval 2018, text only, tagged by machine",
        "url": "https://github.com/uds-lsv/GermEval-2018-Data",
        "license": "CC BY 4.0",
        "author": "Wiegand et al. 2018",
    },
    {
        "name": "LanguageTool's German full-form dictionary (lemmas)",
        "url": "https://github.com/languagetool-org/german-pos-dict",
        "license": "CC BY-SA 4.0",
        "author": "Daniel Naber, morphy",
    },
    {
        "name": "Example sentences of LanguageTool 6.8's German rules, tagged by machine",
        "url": "https://github.com/languagetool-org/languagetool",
        "license": "LGPL 2.1 or later",
        "author": "Daniel Naber and the LanguageTool developers",
    },
    {
        "name": "HanTa 1.2, a teacher of the tags of raw text",
        "url": "https://github.com/wartaal/HanTa",
        "license": "LGPL 3.0",
        "author": "Christian Wartena",
    },
    {
        "name": "Stanford CoreNLP 3.9.2, German tagger (hgc), a teacher of the tags of raw text",
        "url": "https://stanfordnlp.github.io/CoreNLP/",
        "license": "GPL 3.0 or later",
        "author": "Stanford NLP Group, Toutanova et al. 2003",
    },
]


def meta(version: str) -> dict[str, Any]:
    """The entries of spaCy's meta.json. Figures were measured by a training without the held-out parts."""
    return {
        "name": "postcheck",
        "version": version,
        "description": "German for social-media posts: STTS-IBK tags, UPOS, morphology, lemmas.",
        "author": "The postcheck authors",
        "license": "CC BY-SA 4.0",
        "sources": _SOURCES,
        "performance": json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {},
    }


def notice() -> str:
    """The text of the file NOTICE beside the model."""
    lines = [
        "postcheck's German pipeline is licensed under CC BY-SA 4.0",
        "(https://creativecommons.org/licenses/by-sa/4.0/). It was trained on:",
        "",
    ]
    for source in _SOURCES:
        lines += [f"- {source['name']}", f"  {source['author']}; {source['license']}", f"  {source['url']}"]
    return "\n".join([*lines, "", "The texts themselves are not part of the pipeline.", ""])
