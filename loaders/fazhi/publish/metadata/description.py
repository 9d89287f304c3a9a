"""What the metadata of a release are written from: the one argument of every standard. Title,
author, date and subject of the dataset are written in CITATION.cff alone.

https://citation-file-format.github.io/
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import yaml

from fazhi.errors import InputError
from fazhi.record.vocabulary import Vocabularies

NAME: Final = "fazhi"
"""The name of the dataset."""
LICENCE: Final = "CC-BY-4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Citation:
    """What the file says; `text` is the file itself."""

    title: str
    abstract: str
    version: str
    date: str
    author: str
    keywords: tuple[str, ...]
    text: str

    @property
    def bibtex(self) -> str:
        """The citation as one BibTeX entry."""
        return (
            f"@misc{{{NAME}, title = {{{self.title}}}, author = {{{{{self.author}}}}}, "
            f"year = {{{self.date[:4]}}}, version = {{{self.version}}}}}"
        )


@dataclass(frozen=True, slots=True)
class Description:
    """A release before its metadata are written; `files` has the manifest's entries of its data
    files."""

    citation: Citation
    tables: Mapping[str, pa.Table]
    files: Mapping[str, Mapping[str, Any]]
    vocabularies: Vocabularies

    @property
    def urn(self) -> str:
        """The identifier of the release."""
        return f"urn:{NAME}:release:{self.citation.version}"


def read_citation(path: Path) -> Citation:
    """Read CITATION.cff. Raises InputError when the file is missing, no YAML or lacks a value."""
    try:
        text = path.read_text("utf-8")
        values = yaml.safe_load(text)
        return Citation(
            title=str(values["title"]),
            abstract=str(values["abstract"]),
            version=str(values["version"]),
            date=str(values["date-released"]),
            author=str(values["authors"][0]["name"]),
            keywords=tuple(map(str, values["keywords"])),
            text=text,
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    except (KeyError, IndexError, TypeError) as error:
        raise InputError(f"{path}: {error} is missing or of another form") from None


def described(of: pa.Field | pa.Schema) -> str:
    """The description of a column or of a table."""
    text: str = of.metadata[b"description"].decode()
    return text


def value_type(kind: pa.DataType) -> str:
    """The type of a column's values: boolean, integer, number, date or string."""
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    return "date" if pa.types.is_date(kind) else "string"
