"""Arguments of the public interface: accepted as they are meant, or refused in one sentence.

A function lists what its arguments are: `@checked(region=maybe(code))`. Each is handed to its
reader before the function runs.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from numbers import Integral
from typing import Any, Final, ParamSpec, TypeVar

from fazhi.errors import InputError

Reader = Callable[[str, Any], Any]
P = ParamSpec("P")
R = TypeVar("R")

_LONGEST_PATH: Final = 4096
_SHOWN: Final = 80


def checked(**readers: Reader) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Have the arguments of these names read before the function is called. Raises InputError
    where one is of the wrong kind; a name that the function lacks is Python's own TypeError."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        code = function.__code__
        names = code.co_varnames[: code.co_argcount]

        @wraps(function)
        def call(*given: P.args, **named: P.kwargs) -> R:
            read = {name: readers[name](name, value) if name in readers else value
                    for name, value in named.items()}  # fmt: skip
            placed = [
                readers[name](name, value) if name in readers else value
                for name, value in zip(names, given, strict=False)
            ]
            return function(*placed, *given[len(names) :], **read)  # type: ignore[arg-type]

        return call

    return decorate


def maybe(reader: Reader) -> Reader:
    """What may also be None."""
    return lambda what, value: None if value is None else reader(what, value)


def any_text(what: str, value: Any) -> str:
    """Text, whatever it says."""
    if not isinstance(value, str):
        raise InputError(f"{what} must be text, not {_kind(value)}")
    return value


def text(what: str, value: Any) -> str:
    """Text that says something and can be written as UTF-8."""
    given = any_text(what, value)
    if not given.strip():
        raise InputError(f"{what} is empty; give some text, or leave it out")
    try:
        given.encode()
    except UnicodeEncodeError:
        raise InputError(f"{what} holds half a character: {shown(given)}") from None
    if "\0" in given:
        raise InputError(f"{what} holds a NUL character: {shown(given)}")
    return given


def code(what: str, value: Any) -> str:
    """A code, a name or a period; those that are digits may be given as an integer."""
    if isinstance(value, Integral) and not isinstance(value, bool):
        number = int(value)
        if 0 <= number < 10**12:
            return str(number)
        raise InputError(f"{what} has at most 12 digits and no sign")
    if not isinstance(value, str):
        raise InputError(f"{what} must be text or an integer, not {_kind(value)}")
    return text(what, value)


def names(what: str, value: Any) -> list[str]:
    """Names in a list or another iterable, each once."""
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        hint = f": [{shown(value)}]" if isinstance(value, str) else ""
        raise InputError(f"{what} must be a list of names{hint}, not {_kind(value)}")
    found = [text(f"a name in {what}", name) for name in value]
    if twice := next((name for name in found if found.count(name) > 1), None):
        raise InputError(f"{what} has {shown(twice)} twice; name it once")
    if not found:
        raise InputError(f"{what} names nothing; leave it out for all of them")
    return found


def location(what: str, value: Any) -> str:
    """A path or URI."""
    path = os.fspath(value) if isinstance(value, (str, os.PathLike)) else value
    if not isinstance(path, str):
        raise InputError(f"{what} must be a path or URI, not {_kind(value)}")
    if not path:
        raise InputError(f"{what} is empty; give a path or URI, or leave it out")
    try:
        size = len(os.fsencode(path))
    except UnicodeEncodeError:
        raise InputError(f"{what} holds half a character: {shown(path)}") from None
    if "\0" in path:
        raise InputError(f"{what} holds a NUL character: {shown(path)}")
    if size > _LONGEST_PATH:
        raise InputError(f"{what} is longer than a path can be ({_LONGEST_PATH} bytes)")
    return path


def shown(value: str) -> str:
    """The text in quotes, cut where it is long."""
    return repr(value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…")


def _kind(value: Any) -> str:
    return "None" if value is None else type(value).__name__


PUBLIC: Final[Mapping[str, Mapping[str, Reader]]] = {
    "check": {"path": location, "sources": maybe(location)},
    "figures": {"text": any_text},
}
"""The arguments of the public functions that commands call as well, which read their own."""
