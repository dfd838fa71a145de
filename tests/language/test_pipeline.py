"""Loading pipelines: the own one, another by path, a missing one; and what they cost."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from postcheck.errors import EngineError
from postcheck.language import Pipeline, load
from postcheck.language.__main__ import main
from postcheck.language.card import card
from postcheck.models import Post, Tool
from postcheck.pipelines import MODEL

POST = Post("post", "<test>", "Die Katzen schlafen.")


def test_own_pipeline_says_what_it_is(pipeline: Pipeline) -> None:
    """Name and version are those of its meta.json; data and licences stand there, too."""
    assert pipeline.info == Tool("de_postcheck", pipeline.meta["version"])
    assert pipeline.meta["license"] == "CC BY-SA 4.0"
    assert {source["license"] for source in pipeline.meta["sources"]} >= {"CC BY-SA 4.0", "CC BY-SA 3.0", "CC BY 4.0"}


def test_own_pipeline_is_small() -> None:
    """At most 15 MB of package data, with the notice of its licence."""
    files = [path for path in MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 15_000_000
    assert "CC BY-SA 4.0" in (MODEL / "NOTICE").read_text(encoding="utf-8")


def test_missing_package_says_how_to_get_it() -> None:
    """A pipeline that is not installed is an error with the command that installs it."""
    with pytest.raises(EngineError) as caught:
        load("de_core_news_lg_missing")
    assert caught.value.message == "the spaCy pipeline 'de_core_news_lg_missing' is not there"
    assert caught.value.hint == "python -m spacy download de_core_news_lg_missing, or pipeline: builtin"


def test_folder_without_pipeline(tmp_path: Path) -> None:
    """A folder that holds no pipeline is an error that says so."""
    with pytest.raises(EngineError) as caught:
        load(str(tmp_path))
    assert caught.value.hint == "a folder must hold a pipeline as nlp.to_disk writes it"


def test_other_language_is_refused(tmp_path: Path) -> None:
    """A pipeline for another language would give nonsense silently."""
    spacy.blank("en").to_disk(tmp_path / "en")
    with pytest.raises(EngineError, match="for 'en', not for German"):
        load(str(tmp_path / "en"))


def test_other_pipeline_by_path(tmp_path: Path) -> None:
    """Any German spaCy pipeline works, named by its folder; what it cannot give stays empty."""
    nlp = spacy.blank("de")
    nlp.add_pipe("attribute_ruler").add(patterns=[[{"LOWER": "katzen"}]], attrs={"TAG": "NN", "LEMMA": "Katze"})  # type: ignore[attr-defined]
    nlp.meta["name"], nlp.meta["version"] = "tiny", "0.1"
    nlp.to_disk(tmp_path / "tiny")
    pipeline = load(str(tmp_path / "tiny"))
    doc = pipeline.parse_one(POST, frozenset({"tag", "lemma"})).doc
    assert pipeline.info == Tool("de_tiny", "0.1")
    assert [(token.tag_, token.lemma_) for token in doc] == [("", ""), ("NN", "Katze"), ("", ""), ("", "")]


@pytest.mark.parametrize(
    ("needs", "tagged", "lemmatised"),
    [(frozenset(), False, False), (frozenset({"tag"}), True, False), (frozenset({"tag", "lemma"}), True, True)],
)
def test_components_that_nobody_needs_are_off(
    pipeline: Pipeline, needs: frozenset[str], tagged: bool, lemmatised: bool
) -> None:
    """No annotation is made that no rule asked for."""
    doc = pipeline.parse_one(POST, needs).doc
    assert (doc.has_annotation("TAG"), doc.has_annotation("LEMMA")) == (tagged, lemmatised)


def test_nothing_runs_when_nothing_is_needed() -> None:
    """With no needs not even the shared layers run."""
    ran: list[str] = []
    nlp = spacy.blank("de")

    @Language.component("witness")
    def witness(doc: Doc) -> Doc:
        ran.append("witness")
        return doc

    nlp.add_pipe("witness", name="tagger")
    Pipeline(nlp).parse_one(POST, frozenset())
    assert ran == []


def test_batch_equals_single(pipeline: Pipeline) -> None:
    """A post is tagged alike alone and among others."""
    texts = ["Schreibt uns!", "", "Wir suchen dich 😀", "Kommt ihr mit?"]
    needs = frozenset({"tag", "morph", "lemma"})
    posts = [Post(str(number), "<test>", text) for number, text in enumerate(texts)]
    together = [[token.tag_ for token in parsed.doc] for parsed in pipeline.parse(posts, needs)]
    assert together == [[token.tag_ for token in pipeline.parse_one(post, needs).doc] for post in posts]


def test_card_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    """python -m postcheck.language prints name, licence, figures and data."""
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("de_postcheck ")
    for part in ("CC BY-SA 4.0", "EmpiriST", "GSD", "Components: tok2vec, tagger"):
        assert part in printed


def test_card_of_a_missing_pipeline(capsys: pytest.CaptureFixture[str]) -> None:
    """A missing pipeline is exit status 2 and a message on standard error."""
    assert main(["de_nothing"]) == 2
    assert "de_nothing" in capsys.readouterr().err


def test_card_leaves_out_what_is_not_said() -> None:
    """A pipeline that says nothing of itself gives a short card."""
    assert (
        card({"lang": "de", "name": "tiny", "version": "1"}) == "de_tiny 1\n\nLicence:    not given\nComponents: none"
    )
