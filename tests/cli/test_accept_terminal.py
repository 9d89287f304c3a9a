"""`fazhi accept` in a real terminal: single keys and typed lines, each after its question."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from time import monotonic

from tests.common import ROOT

LONGEST_WAIT = 60
TEXT = (
    "湖边的法庭\n\n1月16日,记者获悉,2023年,批准逮捕17人,提起公诉23人。\n"
    "“今年目标是提起公诉30人。”院长说。\n"
)


class Terminal:
    """A command at a terminal of its own."""

    def __init__(self, *arguments: object) -> None:
        self._own, other = pty.openpty()
        program = "from fazhi.cli import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", program, *map(str, arguments)],
            stdin=other,
            stdout=other,
            stderr=other,
            env=os.environ | {"PYTHONPATH": str(ROOT / "loaders"), "TERM": "dumb"},
        )
        os.close(other)
        self.shown, self._bytes = "", b""
        self._read = 0

    def wait_for(self, words: str) -> None:
        """Read on until words stand in what the command shows, and go behind them."""
        end = monotonic() + LONGEST_WAIT
        while words not in self.shown[self._read :]:
            ready, _, _ = select.select([self._own], [], [], max(0, end - monotonic()))
            assert ready, f"{words!r} was not shown: {self.shown[self._read :]}"
            self._bytes += os.read(self._own, 65536)
            self.shown = self._bytes.decode("utf-8", "replace")
        self._read = self.shown.index(words, self._read) + len(words)

    def press(self, keys: str) -> None:
        os.write(self._own, keys.encode())

    def end(self) -> int:
        """The exit status, once the command has ended; it is stopped when it has not in time."""
        try:
            return self._process.wait(LONGEST_WAIT)
        finally:
            self._process.kill()
            os.close(self._own)


def test_a_draft_is_decided_at_a_terminal(run, tmp_path: Path) -> None:
    (tmp_path / "lakeside.txt").write_text(TEXT, "utf-8")
    record = tmp_path / "lakeside.json"
    run("draft", tmp_path / "lakeside.txt", "-o", record)
    total = len(json.loads(record.read_bytes())["todo"])
    terminal = Terminal("accept", record, "--sources", tmp_path)
    for question, keys, prompt, typed in (
        ("Enter types a value", "\r", "value: ", "一句话。"),
        ("Enter types a value", "e", "value: ", "One sentence."),
        ("3  null", "\r", "", ""),  # the likeliest date
        ("what does 17人 measure?", "?", "one decision back", ""),
        ("what does 17人 measure?", "\r", "", ""),
        ("what does 23人 measure?", "b", "", ""),
        ("what does 17人 measure?", "\r", "", ""),
        ("what does 23人 measure?", "/", "search: ", "提起公诉"),
    ):
        terminal.wait_for(question)
        terminal.press(keys)
        if prompt:
            terminal.wait_for(prompt)
        if typed:
            terminal.press(f"{typed}\r")
    terminal.wait_for("criminal.prosecutions")
    terminal.press("1")
    terminal.wait_for("what does 30人 measure?")
    terminal.press("q")
    terminal.wait_for("decisions open")
    assert terminal.end() == 1
    assert f"[1/{total}]" in terminal.shown
    assert f"[2/{total}]" in terminal.shown
    document = json.loads(record.read_bytes())
    assert document["summary"] == {"zh": "一句话。", "en": "One sentence."}
    assert document["published"]["date"] == "2024-01-16"
    assert document["metrics"][2]["period"] == "2024"


def test_keys_pressed_ahead_are_kept(run, tmp_path: Path) -> None:
    (tmp_path / "lakeside.txt").write_text(TEXT, "utf-8")
    record = tmp_path / "lakeside.json"
    run("draft", tmp_path / "lakeside.txt", "-o", record)
    terminal = Terminal("accept", record, "--sources", tmp_path)
    terminal.press("sss111q")
    terminal.wait_for("decisions open")
    assert terminal.end() == 1
    asked = {todo["at"] for todo in json.loads(record.read_bytes())["todo"]}
    assert not asked & {"/metrics/0", "/metrics/1"}
    assert {"/summary/zh", "/published"} <= asked
