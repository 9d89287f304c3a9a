"""Figures in Chinese news: find them, read one, write one."""

from fazhi.figure.model import Bound, Figure, Kind, Value
from fazhi.figure.reading import read
from fazhi.figure.scan import figures
from fazhi.figure.writing import meaning, write

__all__ = ["Bound", "Figure", "Kind", "Value", "figures", "meaning", "read", "write"]
