"""What the metadata of a release are written from: the one argument of every standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from fazhi.publish.metadata.citation import Citation
from fazhi.record.vocabulary import Vocabularies

LICENCE: Final = "CC-BY-4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Description:
    """A release before its metadata are written; `files` has the manifest's entries of its data
    files."""

    citation: Citation
    tables: Mapping[str, pa.Table]
    files: Mapping[str, Mapping[str, Any]]
    vocabularies: Vocabularies


def value_type(kind: pa.DataType) -> str:
    """The type of a column's values: boolean, integer, number, date or string."""
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    return "date" if pa.types.is_date(kind) else "string"
