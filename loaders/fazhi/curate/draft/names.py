"""Names and quotes of a draft."""

from fazhi.curate.draft.todo import Object
from fazhi.punctuation import fold_width
from fazhi.validate.todo import TODO


def name(text: str) -> dict[str, str]:
    """A name as the text has it; letters, digits and spaces in half width, as records have them."""
    zh = "".join(fold_width(char) if char.isalnum() or char.isspace() else char for char in text)
    return {"zh": zh, "en": f"{TODO}: translate"}


def evidence(start: int, exact: str) -> list[Object]:
    """The evidence of a quote that starts at an offset."""
    return [{"exact": exact, "start": start, "end": start + len(exact)}]
