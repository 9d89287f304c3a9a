"""Paths of the schema, the release and the checkout: in the wheel, or beside `pyproject.toml`."""

from pathlib import Path
from typing import Final

SOURCES_VARIABLE: Final = "FAZHI_SOURCES"
"""The environment variable that names the folder of the reports' texts."""
_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "data"
_CHECKOUT = _PACKAGE.parent.parent


def schema_directory() -> Path:
    """The folder of `article.schema.json`, its published versions and the vocabularies."""
    return (_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT) / "schema"


def vocabulary_directory() -> Path:
    """The folder of the vocabulary files."""
    return schema_directory() / "vocabularies"


def release_directory() -> Path:
    """The folder of the built tables."""
    return _INSTALLED / "release" if _INSTALLED.is_dir() else _CHECKOUT / "dataset" / "release"


def checkout_directory() -> Path | None:
    """The root of the checkout that this package runs from; None when it is installed."""
    return _CHECKOUT if (_CHECKOUT / "dataset" / "articles").is_dir() else None


def citation_file() -> Path:
    """CITATION.cff of the checkout, or of the release in the installed package."""
    return (checkout_directory() or release_directory()) / "CITATION.cff"
