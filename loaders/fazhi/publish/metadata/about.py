"""What is said about the dataset as a whole, read from the one place that says it: CITATION.cff."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fazhi.errors import InputError

NAME: Final = "fazhi"
LICENCE: Final = "CC-BY-4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True, slots=True)
class About:
    """Title, author, date and subject; `citation` is the text of CITATION.cff itself."""

    title: str
    abstract: str
    version: str
    date: str
    author: str
    keywords: tuple[str, ...]
    citation: str

    @property
    def cite_as(self) -> str:
        """The citation as one BibTeX entry."""
        return (
            f"@misc{{{NAME}, title = {{{self.title}}}, author = {{{{{self.author}}}}}, "
            f"year = {{{self.date[:4]}}}, version = {{{self.version}}}}}"
        )


def read_about(path: Path) -> About:
    """Read CITATION.cff, of whose YAML only one-line values are used.

    Raises InputError when the file is missing or lacks a value.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None

    def value(pattern: str) -> str:
        found = re.search(rf'^{pattern}: *"?(.+?)"?$', text, re.MULTILINE)
        if found is None:
            raise InputError(f"{path}: there is no line `{pattern.strip(' -')}: …`")
        return found[1]

    _, _, after = text.partition("\nkeywords:\n")
    return About(
        title=value("title"),
        abstract=value("abstract"),
        version=value("version"),
        date=value("date-released"),
        author=value("  - name"),
        keywords=tuple(re.findall(r"^  - (.+)$", after, re.MULTILINE)),
        citation=text,
    )
