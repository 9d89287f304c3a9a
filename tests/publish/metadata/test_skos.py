"""SKOS: rdflib parses every vocabulary, and what it finds keeps the conditions of SKOS."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef

from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import RELEASE

pytestmark = pytest.mark.filterwarnings("ignore")
VOCABULARIES = list(load_vocabularies(vocabulary_directory()))
FILES = {one.id: RELEASE / f"{one.id.replace('-', '_')}.jsonld" for one in VOCABULARIES}


def parse(path: Path) -> Graph:
    return Graph().parse(path, format="json-ld")


def violations(graph: Graph) -> list[str]:
    """What breaks SKOS (conditions S13, S14, S27) or leaves a concept where nobody finds it."""
    found = []
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    for concept in concepts:
        preferred = list(graph.objects(concept, SKOS.prefLabel))
        languages = Counter(getattr(label, "language", None) for label in preferred)
        if languages != {"zh": 1, "en": 1}:
            found.append(f"{concept}: labels {languages}")
        if {*preferred} & {*graph.objects(concept, SKOS.altLabel)}:
            found.append(f"{concept}: a label is both preferred and other")
        if {*graph.objects(concept, SKOS.inScheme)} != schemes:
            found.append(f"{concept}: in no scheme")
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        if concept in {b for one in above for b in graph.objects(one, SKOS.broader)}:
            found.append(f"{concept}: a cycle")
        tops = {one for one in {concept, *above} if (one, SKOS.topConceptOf, None) in graph}
        if len(tops) != 1:
            found.append(f"{concept}: an orphan")
        if len(list(graph.objects(concept, SKOS.notation))) != 1:
            found.append(f"{concept}: notation")
    links = (SKOS.broader, SKOS.narrower, SKOS.hasTopConcept, DCTERMS.isReplacedBy)
    for link in links:
        found += [f"{end}: unknown" for end in graph.objects(None, link) if end not in concepts]
    for one, other in ((SKOS.broader, SKOS.narrower), (SKOS.topConceptOf, SKOS.hasTopConcept)):
        there = set(graph.subject_objects(one))
        back = {(end, start) for start, end in graph.subject_objects(other)}
        found += [f"{start}: one-way {one}" for start, _ in there ^ back]
    return found


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda one: one.id)
def test_every_vocabulary_keeps_the_conditions(vocabulary) -> None:
    graph = parse(FILES[vocabulary.id])
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == 1
    assert violations(graph) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda one: one.id)
def test_everything_of_the_vocabulary_is_there(vocabulary) -> None:
    graph = parse(FILES[vocabulary.id])
    scheme = URIRef(f"urn:fazhi:{vocabulary.id}")
    assert graph.value(scheme, DCTERMS.title) is not None
    assert {*graph.subjects(SKOS.inScheme, scheme)} == {
        URIRef(f"{scheme}:{concept.code}") for concept in vocabulary
    }
    for concept in vocabulary:
        node = URIRef(f"{scheme}:{concept.code}")
        zh, en = Literal(concept.label.zh, "zh"), Literal(concept.label.en, "en")
        assert {*graph.objects(node, SKOS.prefLabel)} == {zh, en}
        assert graph.value(node, SKOS.notation) == Literal(concept.code)
        labels = {str(label) for label in graph.objects(node, SKOS.altLabel)}
        names = {*concept.aliases, *getattr(concept, "forms", ())}
        assert labels == names - {concept.label.zh, concept.label.en}
        broader = graph.value(node, SKOS.broader)
        assert broader == (URIRef(f"{scheme}:{concept.broader}") if concept.broader else None)
        units = {str(unit).rpartition(":")[2] for unit in graph.objects(node, _term("units"))}
        assert units == {*getattr(concept, "units", ())}
        assert ((node, OWL.deprecated, None) in graph) == concept.deprecated
        for name in ("numerator", "denominator"):
            code = getattr(concept, name, None)
            expected = URIRef(f"{scheme}:{code}") if code else None
            assert graph.value(node, _term(name)) == expected
        for name in ("kind", "dimension", "summable", "per", "ucum", "iso4217"):
            value = graph.value(node, _term(name))
            found = None if value is None else value.toPython()
            assert found == getattr(concept, name, None)


def _term(name: str) -> URIRef:
    return URIRef(f"urn:fazhi:terms:{name}")


def _concept(document: dict[str, Any], code: str) -> Any:
    return next(one for one in document["@graph"] if one.get("notation") == code)


@pytest.mark.parametrize(
    ("break_it", "violation"),
    [
        (lambda d: _concept(d, "150200")["prefLabel"].pop("en"), "labels"),
        (lambda d: _concept(d, "150200")["prefLabel"].update(zh=["包头市", "包头"]), "labels"),
        (lambda d: _concept(d, "150200")["altLabel"]["zh"].append("包头市"), "both"),
        (lambda d: _concept(d, "150200").update(broader="urn:fazhi:regions:150202"), "a cycle"),
        (lambda d: _concept(d, "150200").pop("broader"), "an orphan"),
        (lambda d: _concept(d, "150200").update(broader="urn:fazhi:regions:1"), "unknown"),
        (lambda d: _concept(d, "150200").pop("inScheme"), "in no scheme"),
        (lambda d: _concept(d, "150000")["narrower"].pop(), "one-way"),
        (lambda d: d["@graph"].remove(_concept(d, "150202")), "unknown"),
    ],
)
def test_what_is_broken_is_seen(
    break_it: Callable[[dict[str, Any]], object], violation: str, release: Path
) -> None:
    path = release / "regions.jsonld"
    document = json.loads(path.read_bytes())
    break_it(document)
    path.write_text(json.dumps(document), "utf-8")
    assert any(violation in one for one in violations(parse(path)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"@graph"', '"graph"'),
        ('"@language"', '"@none"'),
        ("http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2008/05/skos#"),
        ('"skos:prefLabel"', '"skos:prefLable"'),
    ],
)
def test_a_broken_context_is_seen(old: str, new: str, release: Path) -> None:
    path = release / "regions.jsonld"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    graph = parse(path)
    assert violations(graph) or not set(graph.subjects(RDF.type, SKOS.Concept))


def test_rdflib_objects_to_what_is_no_json(release: Path) -> None:
    path = release / "regions.jsonld"
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ValueError, match="line"):
        parse(path)
