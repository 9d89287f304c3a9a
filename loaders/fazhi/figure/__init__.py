"""Figures in Chinese news: find them in a text, read one quote."""

from fazhi.figure.grammar import NUMERALS, figures, read
from fazhi.figure.model import Bound, Figure, Kind, Value

__all__ = ["NUMERALS", "Bound", "Figure", "Kind", "Value", "figures", "read"]
