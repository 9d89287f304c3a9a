"""Errors that a user can correct: each is one sentence, printed without a traceback."""

from fazhi.display import printable


class FazhiError(Exception):
    """The base of all errors this package raises on purpose. The message is one printable line,
    whatever file name it contains."""

    def __init__(self, sentence: str) -> None:
        super().__init__(printable(sentence))


class InputError(FazhiError):
    """A file, folder or argument that cannot be read or has the wrong content."""


class MissingExtra(FazhiError):
    """An optional dependency that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'fazhi[{extra}]'")
