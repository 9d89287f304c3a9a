"""The dataset card: a page for people whose YAML head tells the Hugging Face hub what to load.

https://huggingface.co/docs/hub/datasets-cards
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa

from fazhi.publish.metadata.about import LANGUAGES, LICENCE, LICENCE_URL, About

_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"))
_MAIN = "metrics"


def card(about: About, tables: Mapping[str, pa.Table]) -> str:
    """The card of a release, in Markdown: one configuration a table, `metrics` the default."""
    rows = "\n".join(
        f"| `{name}` | {table.num_rows:,} | {table.schema.metadata[b'description'].decode()} |"
        for name, table in tables.items()
    )
    return f"""{_head(about, tables)}
# {about.title}

{about.abstract}

```python
from datasets import load_dataset
metrics = load_dataset("path/of/this/folder", "metrics", split="train")
```

## Tables

One Parquet file a table; every column carries its description in the Arrow field metadata.

| table | rows | holds |
| --- | ---: | --- |
{rows}

`articles.jsonl` holds the records themselves, one a line. The vocabularies also stand here as SKOS
(`*.jsonld`); `croissant.json` and `datapackage.json` describe the files to other programs.

## Reading a figure

`value` is in base units: 2.15亿元 is 215000000 with unit `CNY`, 99.8% is 99.8 with unit `percent`.
`bound` is `above` for 余, `below` for 近, `approximately` for 约, else `exact`. `quote` and
`evidence` are the characters of the report that state the figure. `summable` says whether values of
disjoint periods may be added up.

## Origin and limits

The figures come from news reports published by courts and other institutions of Inner Mongolia, and
are theirs: the dataset says what was reported, not that it is so. The reports' texts are not part
of it; quotes have at most 40 characters, summaries are the curators' own words, and no private
person's numbers are recorded. It holds the reports that were curated and is no sample of anything.

## Whole or damaged?

`sha256sum --check SHA256SUMS`, or `fazhi verify` on this folder, which also finds what is missing,
what is too many, and whether the manifest is right.

## Licence and citation

[{LICENCE}]({LICENCE_URL}). Please cite as in `CITATION.cff`:

```bibtex
{about.cite_as}
```
"""


def _head(about: About, tables: Mapping[str, pa.Table]) -> str:
    size = next((name for end, name in _SIZES if tables[_MAIN].num_rows < end), "n>1M")
    lines = [
        "---",
        f"pretty_name: {_quoted(about.title)}",
        f"license: {LICENCE.lower()}",
        f"language: [{', '.join(LANGUAGES)}]",
        f"size_categories: [{_quoted(size)}]",
        f"tags: [{', '.join(map(_quoted, about.keywords))}]",
        "configs:",
    ]
    for name in tables:
        lines += [f"- config_name: {name}", f"  data_files: {name}.parquet"]
        lines += ["  default: true"] if name == _MAIN else []
    return "\n".join([*lines, "---"])


def _quoted(text: str) -> str:
    # A JSON string is a YAML string.
    return json.dumps(text, ensure_ascii=False)
