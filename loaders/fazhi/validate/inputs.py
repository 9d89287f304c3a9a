"""From the paths a user gives to documents, and from an article's id to its source text."""

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, Final

from pydantic import ValidationError

from fazhi.errors import InputError
from fazhi.record.canonical import to_json_line
from fazhi.record.model import Article
from fazhi.validate.json_text import LARGEST, Document, decode_bytes

_CODECS: Final = {".gz": "gzip", ".zst": "zstd"}
LONGEST_TEXT: Final = 100_000
"""The most characters that the text of a report may have, in its form with NFC and LF."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to be read; `file` is its name as the user gave it."""

    file: str
    path: Path | None

    @property
    def is_lines(self) -> bool:
        """Whether it is JSON Lines: one record a line. It may be compressed."""
        suffixes = self.path.suffixes if self.path else []
        if suffixes and suffixes[-1] in _CODECS:
            suffixes.pop()
        return bool(suffixes) and suffixes[-1] in (".jsonl", ".ndjson")

    @property
    def is_vocabulary(self) -> bool:
        """Whether it is a vocabulary: a JSON file in a folder of the name `vocabularies`."""
        path = self.path and self.path.absolute()
        return bool(path and path.suffix == ".json" and path.parent.name == "vocabularies")

    @property
    def is_table(self) -> bool:
        """Whether it is Parquet: one record a row."""
        return self.path is not None and self.path.suffix == ".parquet"


def find_inputs(paths: list[str]) -> list[Input]:
    """The files behind the paths: `-` for standard input, a file, or a folder for all `.json`
    files in and below it, in the order of their names.

    Raises InputError for a path that is not there and for a folder without records.
    """
    found: list[Input] = []
    for given in paths:
        path = Path(given)
        try:
            if given == "-":
                found.append(Input("<stdin>", None))
            elif path.is_dir():
                files = sorted(_records_below(path))
                if not files:
                    raise InputError(f"{given}: there are no records (*.json) in this folder")
                found += [Input(str(file), file) for file in files]
            elif not path.exists():
                raise InputError(f"{given}: there is no such file or folder")
            else:
                found.append(Input(given, path))
        except OSError as error:
            raise InputError(f"{error.filename or given}: {error.strerror or error}") from None
    return found


def _records_below(folder: Path) -> Iterator[Path]:
    """Every `.json` file in and below a folder, links to folders included, each folder once. Raises
    OSError for a folder that cannot be read."""
    known: set[tuple[int, int]] = set()

    def unreadable(error: OSError) -> None:
        raise error

    for where, folders, names in os.walk(folder, onerror=unreadable, followlinks=True):
        status = Path(where).stat()
        if (status.st_dev, status.st_ino) in known:
            folders.clear()
            continue
        known.add((status.st_dev, status.st_ino))
        yield from (Path(where, name) for name in (*names, *folders) if name.endswith(".json"))


def read_documents(source: Input) -> Iterator[Document]:
    """The documents of one file: the whole file, each line of JSON Lines that is not blank, or
    each row of Parquet as the line of JSON Lines that it stands for.

    Raises InputError when the file cannot be read, or is Parquet without records.
    """
    if source.path is not None and source.is_table:
        for number, text in enumerate(_table_lines(source.path), 1):
            yield decode_bytes(text.encode("utf-8", "surrogatepass"), line=number)
        return
    if source.path is not None and source.is_lines:
        for number, line in enumerate(_lines(source.path, source.file), 1):
            if line.strip():
                yield decode_bytes(line, line=number)
        return
    yield decode_bytes(read_file(source))


def read_source(folder: Path, article: str) -> str | None:
    """The text of an article, from `<id>.txt`, as NFC with LF; None when it is not there.

    Raises InputError when it is there and cannot be read.
    """
    path = folder / f"{article}.txt"
    return read_text(path) if is_there(path) else None


def is_there(path: Path, ask: Callable[[Path], bool] = Path.exists) -> bool:
    """What `ask` says of a path. Raises InputError where the system refuses to answer."""
    try:
        return ask(path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None


def read_text(path: Path) -> str:
    """The text of a report in the form that its SHA-256 and its offsets refer to: NFC with LF.

    Raises InputError when it cannot be read, or is longer than a report.
    """
    data = _read(path, str(path), LONGEST_TEXT * 4 + 1)
    try:
        text = normal_text(data.decode("utf-8-sig")) if len(data) <= LONGEST_TEXT * 4 else None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save it as UTF-8") from None
    if text is None or len(text) > LONGEST_TEXT:
        raise InputError(
            f"{path}: this text has more than the {LONGEST_TEXT:,} characters that a report may "
            "have; give each report a file of its own"
        )
    return text


def normal_text(text: str) -> str:
    """A source text in the form its SHA-256 and its offsets refer to: NFC, LF."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_file(source: Input) -> bytes:
    """The first LARGEST + 1 bytes of the file of one record or vocabulary.

    Raises InputError when it cannot be read.
    """
    if source.path is None:
        return sys.stdin.buffer.read(LARGEST + 1)
    return _read(source.path, source.file, LARGEST + 1)


def _lines(path: Path, name: str) -> Iterator[bytes]:
    """The lines of a file without their ends, of each at most the first LARGEST + 1 bytes; one line
    at a time is in memory. Raises InputError, which calls the file by the name."""
    with _opened(path, name) as stream:
        while line := stream.readline(LARGEST + 2):
            part = line
            while len(part) == LARGEST + 2 and not part.endswith(b"\n"):
                part = stream.readline(LARGEST + 2)
            yield line.removesuffix(b"\n")[: LARGEST + 1]


def _read(path: Path, name: str, most: int) -> bytes:
    """The first bytes of a file. Raises InputError, which calls the file by the name."""
    with _opened(path, name) as stream:
        return stream.read(most)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[IO[bytes]]:
    """An open file, decompressed if its name ends in .gz or .zst. What is no file is not waited
    for: opening a pipe lasts until somebody writes into it. Raises InputError."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():
            raise InputError(f"{name}: this is a pipe or a device; name a file that holds its data")
        with path.open("rb") as file:
            codec = _CODECS.get(path.suffix)
            if codec is None:
                yield file
                return
            import pyarrow as pa  # imported here, because only compressed files need Arrow

            with pa.CompressedInputStream(file, codec) as stream:
                yield BufferedReader(stream)
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}") from None


def _table_lines(path: Path) -> Iterator[str]:
    """The rows of a Parquet file as canonical JSON; a row that is no record as plain JSON."""
    from fazhi.read.places import read_alone
    from fazhi.read.tables import decode  # imported here, because only tables need Arrow
    from fazhi.record.arrow import row_document

    try:
        table = decode(read_alone(path))
        if not {"schema_version", "id", "metrics"} <= set(table.column_names):
            raise InputError(f"{path}: this table holds no records; `articles` of a release does")
        for batch in table.to_batches(max_chunksize=1024):
            for row in batch.to_pylist():
                text = json.dumps(row_document(row), ensure_ascii=False, default=str)
                try:
                    yield to_json_line(Article.model_validate_json(text))
                except ValidationError:
                    yield text
    except (ArithmeticError, LookupError, NotImplementedError, TypeError, ValueError) as error:
        raise InputError(f"{path}: this is no Parquet that can be read ({error})") from None
