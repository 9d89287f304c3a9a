"""SKOS: a vocabulary as JSON-LD, for thesaurus tools and linked data.

https://www.w3.org/TR/skos-reference/
"""

import json
import re
from importlib.resources import files
from typing import Any, Final

from fazhi.publish.metadata.description import LICENCE_URL, NAME, Description
from fazhi.record.canonical import dump, to_document
from fazhi.record.vocabulary import Concept, Vocabulary

_CONTEXT: Final = json.loads(files(__package__).joinpath("skos-context.json").read_bytes())
_OWN: Final = ("kind", "dimension", "summable", "per", "ucum", "iso4217")


def skos(description: Description) -> dict[str, str]:
    """One file for each vocabulary of a release."""
    return {
        f"{vocabulary.id.replace('-', '_')}.jsonld": dump(_scheme(vocabulary))
        for vocabulary in description.vocabularies
    }


def _scheme(vocabulary: Vocabulary[Concept]) -> dict[str, Any]:
    """The JSON-LD of a vocabulary: one concept scheme and its concepts, both directions of every
    link written out."""
    scheme = {
        "@id": _iri(vocabulary.id),
        "@type": "skos:ConceptScheme",
        "title": to_document(vocabulary.title),
        "description": to_document(vocabulary.description),
        "license": LICENCE_URL,
        "hasTopConcept": [_iri(vocabulary.id, c.code) for c in vocabulary if c.broader is None],
    }
    concepts = [_concept(vocabulary, concept) for concept in vocabulary]
    return {"@context": _CONTEXT, "@graph": [scheme, *concepts]}


def _concept(vocabulary: Vocabulary[Concept], concept: Concept) -> dict[str, Any]:
    scheme, document = vocabulary.id, to_document(concept)
    optional = {
        "altLabel": _other_names(concept, document),
        "definition": document.get("definition"),
        "broader": concept.broader and _iri(scheme, concept.broader),
        "narrower": [_iri(scheme, c.code) for c in vocabulary if c.broader == concept.code],
        "topConceptOf": None if concept.broader else _iri(scheme),
        "deprecated": concept.deprecated,
        "isReplacedBy": concept.replaced_by and _iri(scheme, concept.replaced_by),
        "units": [_iri("units", code) for code in document.get("units", ())],
        "numerator": "numerator" in document and _iri(scheme, document["numerator"]),
        "denominator": "denominator" in document and _iri(scheme, document["denominator"]),
    }
    return {
        "@id": _iri(scheme, concept.code),
        "@type": "skos:Concept",
        "inScheme": _iri(scheme),
        "notation": concept.code,
        "prefLabel": document["label"],
        **{key: value for key, value in optional.items() if value},
        **{f"{NAME}:{name}": document[name] for name in _OWN if name in document},
    }


def _other_names(concept: Concept, document: dict[str, Any]) -> dict[str, list[str]]:
    names = dict.fromkeys([*concept.aliases, *document.get("forms", ())])
    found: dict[str, list[str]] = {}
    for name in names:
        language = "zh" if re.search("[\u3400-\u9fff]", name) else "en"
        # SKOS keeps preferred and other labels of one language apart (integrity condition S13).
        if name != document["label"][language]:
            found.setdefault(language, []).append(name)
    return found


def _iri(scheme: str, code: str | None = None) -> str:
    return f"urn:{NAME}:{scheme}" + (f":{code}" if code else "")
