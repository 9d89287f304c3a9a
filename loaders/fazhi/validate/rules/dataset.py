"""Dataset: the articles of one run agree with each other and with their file names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from fazhi.record.article import Article
from fazhi.validate.problem import Finding
from fazhi.validate.rule import Context, Entry, rule

Found = Iterator[tuple[Entry, Finding]]


@rule("withdrawal-inconsistent", "article")
def withdrawal_inconsistent(article: Article, context: Context) -> Iterator[Finding]:
    """A withdrawn record says why; an active one has no withdrawal.

    Good: "status": "withdrawn", "withdrawal": {"reason": …}
    Bad: "status": "withdrawn"
    """
    if article.status == "withdrawn" and article.withdrawal is None:
        yield Finding(
            ("status",), "the record is withdrawn, and nothing says why", "add a `withdrawal`"
        )
    if article.status == "active" and article.withdrawal is not None:
        yield Finding(
            ("withdrawal",),
            "the record is active, but has a withdrawal",
            'write "status": "withdrawn", or delete the withdrawal',
            on_key=True,
        )


@rule("dataset-file-name-differs", "dataset")
def dataset_file_name_differs(entries: list[Entry]) -> Found:
    """A record's file is named for its `id`.

    Good: articles/baotou-enforcement.json with "id": "baotou-enforcement"
    Bad: articles/baotou.json with "id": "baotou-enforcement"
    """
    for entry in entries:
        file = PurePath(entry.file)
        if file.suffix == ".json" and file.stem != entry.article.id:
            yield (
                entry,
                Finding(
                    ("id",),
                    f"the id is {entry.article.id!r}, the file is named {file.name!r}",
                    f"rename the file to {entry.article.id}.json, or correct the id",
                ),
            )


@rule("dataset-duplicate-id", "dataset")
def dataset_duplicate_id(entries: list[Entry]) -> Found:
    """An `id` names one article for ever.

    Good: two articles with the ids "baotou-enforcement" and "baotou-enforcement-2026"
    Bad: two articles with the id "baotou-enforcement"
    """
    first: dict[str, Entry] = {}
    for entry in entries:
        other = first.setdefault(entry.article.id, entry)
        if other is not entry:
            yield (
                entry,
                Finding(
                    ("id",),
                    f"{entry.article.id!r} is already the id of {other.file}",
                    "give this article another id",
                ),
            )


@rule("dataset-duplicate-source", "dataset")
def dataset_duplicate_source(entries: list[Entry]) -> Found:
    """One report is one record.

    Two active records of the same text count every figure twice.

    Good: two records with different "sha256"
    Bad: two records with the same "sha256"
    """
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.article.status != "active":
            continue
        other = first.setdefault(entry.article.source.sha256, entry)
        if other.article.id != entry.article.id:
            yield (
                entry,
                Finding(
                    ("source", "sha256"),
                    f"{other.file} was made from the same text",
                    "withdraw one of the two records",
                ),
            )


@rule("dataset-replacement-unknown", "dataset")
def dataset_replacement_unknown(entries: list[Entry]) -> Found:
    """What a withdrawn record is replaced by is there.

    A record checked alone is not judged: the other may well be in the dataset.

    Good: "replaced_by": "baotou-enforcement-2026" with such an article beside it
    Bad: "replaced_by": "baotou-enforcment-2026"
    """
    if len(entries) == 1:
        return
    known = {entry.article.id for entry in entries}
    for entry in entries:
        withdrawal = entry.article.withdrawal
        if withdrawal and withdrawal.replaced_by and withdrawal.replaced_by not in known:
            yield (
                entry,
                Finding(
                    ("withdrawal", "replaced_by"),
                    f"there is no article {withdrawal.replaced_by!r} among those checked",
                    "check the whole dataset, or correct the id",
                ),
            )
