"""fazhi (法治): local rule-of-law news from Inner Mongolia as checked, versioned records.

    import fazhi
    ds = fazhi.load()
    ds.table("metrics", region="150200", period="2025")

Importing the package imports none of its parts: each name below is imported on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.3.1"

if TYPE_CHECKING:
    from fazhi.errors import FazhiError as FazhiError
    from fazhi.errors import InputError as InputError
    from fazhi.figure import Figure as Figure
    from fazhi.figure import figures as figures
    from fazhi.read.dataset import Dataset as Dataset
    from fazhi.read.dataset import load as load
    from fazhi.record.model import Article as Article
    from fazhi.validate.check import check as check
    from fazhi.validate.problem import Problem as Problem

_MODULES = {
    "Article": "fazhi.record.model",
    "Dataset": "fazhi.read.dataset",
    "FazhiError": "fazhi.errors",
    "Figure": "fazhi.figure",
    "InputError": "fazhi.errors",
    "Problem": "fazhi.validate.problem",
    "check": "fazhi.validate.check",
    "figures": "fazhi.figure",
    "load": "fazhi.read.dataset",
}

_CHECKED = ("check", "figures")
"""Functions whose arguments are read at this door, because commands read their own."""

__all__ = ["__version__", *_MODULES]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'fazhi' has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name]), name)
    if name in _CHECKED:
        from fazhi.read.arguments import PUBLIC, checked

        value = globals()[name] = checked(**PUBLIC[name])(value)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
