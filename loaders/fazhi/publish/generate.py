"""Files that are derived from code and checked in, so that readers need not run anything."""

from __future__ import annotations

from fazhi.publish.diff.page import versioning_page
from fazhi.publish.tables_page import tables_page
from fazhi.record.article import SCHEMA_VERSION
from fazhi.record.canonical import dump
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.catalogue import rules_page
from fazhi.validate.schema import article_schema


def generated_files() -> dict[str, str]:
    """Every derived file by its path in the checkout, with its text."""
    schema = dump(article_schema())
    return {
        "schema/article.schema.json": schema,
        f"schema/versions/{SCHEMA_VERSION}/article.schema.json": schema,
        "docs/rules.md": rules_page(),
        "docs/tables.md": tables_page(load_vocabularies(vocabulary_directory())),
        "docs/versioning.md": versioning_page(),
    }
