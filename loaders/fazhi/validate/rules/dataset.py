"""Dataset: the articles of one run agree with each other and with their file names."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from fazhi.validate.example import SecondValues, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import DatasetRule, Entry

_SHA256 = "119256e86d0b84fccf5a45ed83deaa5b6947ee50b5f23c60a22c419e56ca4850"


@DatasetRule.named("dataset-file-name-differs", Values({"/id": "riverside-court"}))
def file_name_differs(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    """A record's file is named for its `id`."""
    for entry in entries:
        file, identifier = PurePath(entry.file), entry.article.id
        if file.suffix == ".json" and file.stem != identifier:
            message = f"the id is {identifier!r}, the file is named {file.name!r}"
            hint = f"rename the file to {identifier}.json, or correct the id"
            yield entry, Finding(("id",), message, hint)


@DatasetRule.named("dataset-duplicate-id", SecondValues({"/id": "lakeside-court"}))
def duplicate_id(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    """An `id` names one article for ever."""
    first: dict[str, Entry] = {}
    for entry in entries:
        other = first.setdefault(entry.article.id, entry)
        if other is not entry:
            message = f"{entry.article.id!r} is already the id of {other.file}"
            yield entry, Finding(("id",), message, "give this article another id")


@DatasetRule.named("dataset-duplicate-source", SecondValues({"/source/sha256": _SHA256}))
def duplicate_source(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    """One report is one record.

    Two active records of the same text count every figure twice."""
    first: dict[str, Entry] = {}
    for entry in (entry for entry in entries if entry.article.status == "active"):
        other = first.setdefault(entry.article.source.sha256, entry)
        if other.article.id != entry.article.id:
            message = f"{other.file} was made from the same text"
            yield entry, Finding(("source", "sha256"), message, "withdraw one of the two records")


RULES = (file_name_differs, duplicate_id, duplicate_source)
