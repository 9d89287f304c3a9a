"""Places behind a URI: `s3://…`, `gs://…`, `hdfs://…`, `hf://…`, as far as pyarrow knows them.

Nothing waits longer than `ANSWER` seconds for an answer, whatever a filesystem would try again.
"""

import threading
from collections.abc import Callable
from io import RawIOBase
from typing import Any, Final, TypeVar

from pyarrow import fs

from fazhi.errors import InputError
from fazhi.read.places import Place, in_words

ANSWER: Final = 30.0
"""The seconds in which a place must answer a look-up, or send the next mebibyte."""
T = TypeVar("T")


def remote(uri: str) -> Place:
    """The folder behind a URI. Raises InputError when there is no way to it."""
    try:
        system, root = _answer(lambda: fs.FileSystem.from_uri(_patient(uri)))
    except ImportError as error:
        package = (error.name or str(error)).partition(".")[0]
        raise InputError(f"{uri}: this needs {package}: pip install {package}") from None
    except Exception as error:
        raise InputError(f"{uri}: there is no way to it ({in_words(error)})") from None
    root = root.rstrip("/")

    def names() -> dict[str, int | None]:
        found = _answer(lambda: system.get_file_info(fs.FileSelector(root)))
        return {info.base_name: info.size if info.is_file else None for info in found}

    return Place(uri, lambda name: _Stream(lambda: system.open_input_file(f"{root}/{name}")), names)


def _patient(uri: str) -> str:
    """The URI; Google's storage, which tries for a quarter of an hour, is told to give up."""
    if uri.startswith(("gs://", "gcs://")) and "?" not in uri:
        return f"{uri}?retry_limit_seconds={ANSWER / 2:.0f}"
    return uri


class _Stream(RawIOBase):
    """A file whose every read is answered in time."""

    def __init__(self, opened: Callable[[], Any]) -> None:
        self._file = _answer(opened)

    def read(self, size: int = -1) -> bytes:
        return _answer(lambda: bytes(self._file.read(size)))


def _answer(call: Callable[[], T]) -> T:
    """What the call returns or raises; TimeoutError when it takes too long. It goes on in its
    thread, which keeps no process alive."""
    answers: list[T] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            answers.append(call())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(ANSWER)
    if errors:
        raise errors[0]
    if not answers:
        raise TimeoutError(f"no answer within {ANSWER:.0f} seconds")
    return answers[0]
