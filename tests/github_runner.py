"""How GitHub's runner reads a job's output: each line is a workflow command or is not."""

from __future__ import annotations

import re
from typing import NamedTuple


class Command(NamedTuple):
    """A workflow command, unescaped: `::name key=value,…::data`."""

    name: str
    properties: dict[str, str]
    data: str

    @property
    def place(self) -> tuple[str, int, int]:
        """Where GitHub shows the annotation."""
        given = self.properties
        return given["file"], int(given["line"]), int(given["col"])


def commands(output: str) -> list[Command]:
    """The commands of an output, read as the runner's own parser reads them."""
    lines = re.split(r"\r\n|\r|\n", output)
    return [command for line in lines if (command := _command(line.lstrip()))]


def _command(line: str) -> Command | None:
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, _, data = line[2:].partition("::")
    name, _, properties = head.partition(" ")
    pairs = [pair.partition("=") for pair in properties.split(",") if pair]
    given = {key: _unescape(value, {"%3A": ":", "%2C": ","}) for key, _, value in pairs}
    return Command(name, given, _unescape(data, {}))


def _unescape(text: str, more: dict[str, str]) -> str:
    for escape, character in ({"%0D": "\r", "%0A": "\n"} | more | {"%25": "%"}).items():
        text = text.replace(escape, character)
    return text
