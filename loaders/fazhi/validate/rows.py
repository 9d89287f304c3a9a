"""Reading the table `articles` of a release: each row as a line of JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from fazhi.errors import InputError
from fazhi.record.arrow import row_document
from fazhi.record.article import Article
from fazhi.record.canonical import to_json_line

_BATCH: Final = 1024
_NEEDED: Final = {"schema_version", "id", "metrics"}


def record_lines(path: Path) -> Iterator[str]:
    """The rows of a Parquet file as canonical JSON; a row that is no record as plain JSON.

    Raises InputError when the file is no Parquet or its table holds no records.
    """
    try:
        file = pq.ParquetFile(path)
        if not set(file.schema_arrow.names) >= _NEEDED:
            raise InputError(f"{path}: this table holds no records; `articles` of a release does")
        for batch in file.iter_batches(batch_size=_BATCH):
            yield from map(_line, batch.to_pylist())
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{path}: this is no Parquet that can be read ({error})") from None


def _line(row: Mapping[str, Any]) -> str:
    text = json.dumps(row_document(row), ensure_ascii=False, default=str)
    try:
        return to_json_line(Article.model_validate_json(text))
    except ValidationError:
        return text
