"""What a clause says of a figure."""

from typing import Literal, NamedTuple, TypeAlias

from fazhi.clause.comparison import Against

Kind: TypeAlias = Literal["level", "change", "share", "rank", "target"]
Direction: TypeAlias = Literal["increase", "decrease", "unchanged"]


class Aspect(NamedTuple):
    """Whether a figure is a level, a change, a share, a rank or a target.

    `direction`, `against`, `baseline` (EDTF), `baseline_words` belong to a change; `whole` to a
    share; `among` to a rank. `of` is the index of the figure that a change or share is one of.
    `start` and `end` are the offsets of the word that decides, -1 where none does. Where
    `is_certain` is false the clause can be read in another way, too: conclude nothing from it.
    """

    kind: Kind = "level"
    direction: Direction | None = None
    against: Against | None = None
    baseline: str | None = None
    baseline_words: str | None = None
    of: int | None = None
    start: int = -1
    end: int = -1
    whole: str | None = None
    among: str | None = None
    is_certain: bool = True
