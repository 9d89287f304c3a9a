"""What a user can do wrong outside a record: one sentence each, never a traceback."""

from __future__ import annotations

import re

# Control characters, separators and bidirectional controls that could break a line or rearrange
# it, and the bytes of a file name that are no UTF-8.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text with everything that could break or rearrange its line written as an escape."""
    return _UNPRINTABLE.sub(lambda met: ascii(met[0])[1:-1], text)


class FazhiError(Exception):
    """The base of every error this package raises on purpose; its text is for the user, and stays
    on one line whatever file name is in it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(one_line(sentence))


class InputError(FazhiError):
    """A file or folder that cannot be read, or is not what it should be."""


class MissingExtra(FazhiError):
    """Something needs a package that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'fazhi[{extra}]'")
