"""`fazhi.load()` and what it gives: typed articles, tables with filters, frames, SQL."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from fazhi.errors import InputError, MissingExtra
from fazhi.read.arguments import checked, code, location, maybe, names, shown, text
from fazhi.read.filters import select
from fazhi.read.places import in_words
from fazhi.read.store import Store, open_store
from fazhi.resources import release_directory

if TYPE_CHECKING:
    from os import PathLike

    import pandas
    import polars

    from fazhi.record.model import Article


@checked(source=maybe(location))
def load(source: str | PathLike[str] | None = None) -> Dataset:
    """Open a release: the one this package brings, or the one at a path, in a zip or wheel, or
    behind any filesystem URI that pyarrow knows (`s3://…`, `gs://…`, `hdfs://…`).

    Nothing but the manifest is read until a table is asked for, and no file that is larger than the
    environment variable FAZHI_MAX_BYTES allows, by default a gibibyte. Raises InputError when there
    is no release, or one of a schema version that this package does not know.
    """
    return Dataset(open_store(str(release_directory() if source is None else source)))


class Dataset:
    """A release. Tables are read once and kept. `fazhi.load` makes one."""

    def __init__(self, store: Store) -> None:
        if not isinstance(store, Store):
            raise InputError("a dataset comes from fazhi.load(…)")
        self._store = store
        self._read = cache(store.read)

    @property
    def version(self) -> str:
        """The release's version (semver)."""
        return str(self._store.manifest["version"])

    @property
    def schema_version(self) -> str:
        """The version of the schema its records follow."""
        return str(self._store.manifest["schema_version"])

    @property
    def tables(self) -> list[str]:
        """The names of the tables."""
        return self._store.tables

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """Every article as a typed, frozen object, withdrawn ones included, sorted by id.

        Those of an earlier schema version are migrated to the newest one. Raises InputError when
        they are of a version that this package does not know, or are no records.
        """
        from pydantic import ValidationError

        from fazhi.record.arrow import from_row
        from fazhi.record.migration import UnknownVersion

        try:
            return tuple(map(from_row, self._table("articles").to_pylist()))
        except UnknownVersion as error:
            wrong = f"{error}; a newer release needs a newer package"
        except (AttributeError, KeyError, TypeError, ValidationError):
            wrong = "a row of articles is no record; `fazhi verify` shows what changed"
        raise InputError(f"{self._store.where}: {wrong}")

    @checked(
        name=text,
        region=maybe(code),
        theme=maybe(code),
        measure=maybe(code),
        period=maybe(code),
        columns=maybe(names),
    )
    def table(
        self,
        name: str,
        *,
        region: str | int | None = None,
        theme: str | None = None,
        measure: str | None = None,
        period: str | int | None = None,
        columns: Iterable[str] | None = None,
    ) -> pa.Table:
        """A table, or the rows of it that pass every filter given.

        `region`, `theme` and `measure` are codes or labels and include the narrower ones;
        `period` (`2025`, `2024-11/..`) keeps rows whose period overlaps it. Codes and years may
        be integers. Raises InputError for a table, column, code or period that is not there.
        """
        given = {"region": region, "theme": theme, "measure": measure, "period": period}
        filters = {what: str(wanted) for what, wanted in given.items() if wanted is not None}
        try:
            found = select(self._table(name), name, filters, self._table)
        except pa.ArrowException as error:
            raise InputError(f"the table {name} cannot be filtered so: {error}") from None
        if columns is None:
            return found
        known = found.column_names
        for column in columns:
            if column not in known:
                sentence = (
                    f"there is no column {shown(column)} in {name}; it has {', '.join(known)}"
                )
                raise InputError(sentence)
        return found.select(list(columns))

    def to_pandas(self, name: str, **filters: Any) -> pandas.DataFrame:
        """A table as a pandas data frame; filters as in `table`. Needs the extra `pandas`."""
        _optional("pandas", "to_pandas", "pandas")
        frame: pandas.DataFrame = self.table(name, **filters).to_pandas()
        return frame

    def to_polars(self, name: str, **filters: Any) -> polars.DataFrame:
        """A table as a polars data frame; filters as in `table`. Needs the extra `polars`."""
        engine = _optional("polars", "to_polars", "polars")
        frame: polars.DataFrame = engine.from_arrow(self.table(name, **filters))
        return frame

    @checked(query=text)
    def sql(self, query: str) -> pa.Table:
        """The answer of DuckDB to a query over the tables by their names. Needs the extra `sql`.

        Raises InputError with DuckDB's words when the query is wrong.
        """
        duckdb = _optional("duckdb", "sql", "sql")
        with duckdb.connect() as connection:
            try:
                for name in self.tables:
                    connection.register(name, self._table(name))
                found = connection.sql(query)
                answer = None if found is None else found.to_arrow_table()
            except (duckdb.Error, RuntimeError, ValueError) as error:
                raise InputError(in_words(error)) from None
        if answer is None:
            raise InputError(f"the query {shown(query)} gives no rows; begin with select")
        return answer

    def _table(self, name: str) -> pa.Table:
        if name not in self.tables:
            raise InputError(
                f"there is no table {shown(name)}; there are {', '.join(self.tables) or 'none'}"
            )
        return self._read(name)

    def __repr__(self) -> str:
        return f"<fazhi dataset {self.version}: {', '.join(self.tables)}>"


def _optional(package: str, method: str, extra: str) -> Any:
    if find_spec(package) is None:
        raise MissingExtra(method, extra)
    return import_module(package)
