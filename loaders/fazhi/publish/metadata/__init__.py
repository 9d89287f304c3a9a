"""Metadata of a release for other programs: one file for each standard.

`STANDARDS` lists them. Each is a function from the description of a release to its files, by name.
"""

from typing import Final

from fazhi.publish.metadata.card import card
from fazhi.publish.metadata.croissant import croissant
from fazhi.publish.metadata.datapackage import datapackage
from fazhi.publish.metadata.skos import skos

STANDARDS: Final = (card, croissant, datapackage, skos)
