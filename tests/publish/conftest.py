"""A release of its own for every test that breaks one, and no way out to a network."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from tests.common import RELEASE


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a standard's implementation would fetch, it must do without."""

    def refuse(*arguments: object) -> None:
        raise OSError(f"a test reached for the network: {arguments[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A copy of the checked-in release."""
    return Path(shutil.copytree(RELEASE, tmp_path / "release"))
