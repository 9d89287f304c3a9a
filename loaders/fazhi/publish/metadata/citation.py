"""CITATION.cff: title, author, date and subject of the dataset, written there alone.

https://citation-file-format.github.io/
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from fazhi.errors import InputError

NAME: Final = "fazhi"
"""The name of the dataset."""


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
