"""What a user can do wrong outside a record: one sentence each, never a traceback."""

from __future__ import annotations


class FazhiError(Exception):
    """The base of every error this package raises on purpose; its text is for the user."""


class InputError(FazhiError):
    """A file or folder that cannot be read, or is not what it should be."""


class MissingExtra(FazhiError):
    """Something needs a package that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'fazhi[{extra}]'")
