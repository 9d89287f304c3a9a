"""The dataset card: a page for people whose YAML head tells the Hugging Face hub what to load.

https://huggingface.co/docs/hub/datasets-cards
"""

import json
from typing import Final

import jinja2

from fazhi.publish.metadata.description import (
    LANGUAGES,
    LICENCE,
    LICENCE_URL,
    Description,
    described,
)

_SIZES: Final = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"))


def card(description: Description) -> dict[str, str]:
    """The README.md of a release: one configuration a table, `metrics` the default."""
    environment = jinja2.Environment(  # Markdown of our own values: nothing to escape
        loader=jinja2.PackageLoader("fazhi.publish", "metadata"),
        autoescape=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    # A JSON string is a YAML string.
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    environment.filters["described"] = lambda table: described(table.schema)
    rows = description.tables["metrics"].num_rows
    page = environment.get_template("card.md.jinja").render(
        citation=description.citation,
        tables=description.tables,
        size=next((name for end, name in _SIZES if rows < end), "n>1M"),
        languages=LANGUAGES,
        licence=LICENCE,
        licence_url=LICENCE_URL,
    )
    return {"README.md": page}
