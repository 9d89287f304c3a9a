"""The same source gives the same bytes anywhere, and the sdist is a whole source: it builds and
passes its tests with no git about."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from fazhi import __version__
from fazhi.publish.version import least_version
from tests.common import RELEASE, copy_source

EPOCH = 1_700_000_000  # 2023-11-14 22:13:20 UTC
FAST = [
    "tests/test_architecture.py", "tests/test_docs.py", "tests/test_published.py",
    "tests/test_vocabularies.py", "tests/cli", "tests/publish/test_build.py",
    "tests/publish/test_verify.py", "tests/read", "tests/validate",
]  # fmt: skip


def call(*arguments: object, cwd: Path, **more: str) -> str:
    """Run Python with no other program of the machine in reach: no git."""
    environment = {
        "PATH": str(Path(sys.executable).parent), "HOME": str(cwd), "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1", **more,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def source(target: Path, mode: int, moment: int) -> Path:
    """A copy of the source whose files have this mode and time."""
    copy_source(target)
    for path in target.rglob("*"):
        if path.is_file():
            path.chmod(mode)
        os.utime(path, (moment, moment))
    return target


def build(checkout: Path, target: Path, epoch: int, **more: str) -> dict[str, bytes]:
    call(
        "-m", "build", "--no-isolation", "--sdist", "--wheel", "-o", target, checkout,
        cwd=checkout, SOURCE_DATE_EPOCH=str(epoch), **more,
    )  # fmt: skip
    return {path.name: path.read_bytes() for path in target.iterdir()}


@pytest.fixture(scope="module")
def checkouts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two copies of the source in differing places, with differing modes and times."""
    folder = tmp_path_factory.mktemp("anywhere")
    first = source(folder / "first", 0o644, 1_600_000_000)
    second = source(folder / "deeper" / "and elsewhere" / "源", 0o600, 1_710_000_000)
    return first, second


@pytest.fixture(scope="module")
def packages(checkouts: tuple[Path, Path]) -> Path:
    """The folder of the wheel and the sdist of the first copy."""
    build(checkouts[0], checkouts[0].parent / "packages", EPOCH)
    return checkouts[0].parent / "packages"


def test_wheel_and_sdist(checkouts: tuple[Path, Path], packages: Path, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in packages.iterdir()}
    assert {name.rpartition(".")[2] for name in first} == {"whl", "gz"}
    again = build(checkouts[1], tmp_path / "again", EPOCH, TZ="Asia/Shanghai", PYTHONHASHSEED="7")
    assert {name: first[name] == data for name, data in again.items()} == dict.fromkeys(first, True)


def test_the_time_in_the_packages_is_the_one_given(packages: Path) -> None:
    wheel, sdist = next(packages.glob("*.whl")), next(packages.glob("*.tar.gz"))
    times = {member.date_time for member in zipfile.ZipFile(wheel).infolist()}
    assert times == {(2023, 11, 14, 22, 13, 20)}
    with tarfile.open(sdist) as archive:
        assert {member.mtime for member in archive} == {EPOCH}


def test_the_release(checkouts: tuple[Path, Path], tmp_path: Path) -> None:
    """Built by two processes in two places; the time that the environment gives is not in it."""
    code = "from fazhi.cli import main; main()"
    for number, checkout in enumerate(checkouts):
        call(
            "-c", code, "build", "-o", tmp_path / str(number), cwd=checkout,
            PYTHONPATH=str(checkout / "loaders"), PYTHONHASHSEED=str(number),
            SOURCE_DATE_EPOCH=str(EPOCH + number), TZ=("UTC", "Asia/Shanghai")[number],
        )  # fmt: skip
    built = [{p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("0", "1")]
    assert built[0] == built[1] == {path.name: path.read_bytes() for path in RELEASE.iterdir()}


@pytest.fixture(scope="module")
def unpacked(packages: Path) -> Path:
    """The sdist, unpacked."""
    with tarfile.open(next(packages.glob("*.tar.gz"))) as archive:
        archive.extractall(packages.parent / "unpacked", filter="data")
    (folder,) = (packages.parent / "unpacked").iterdir()
    return folder


def test_the_sdist_holds_the_whole_source(checkouts: tuple[Path, Path], unpacked: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    assert files(unpacked) - files(checkouts[0]) == {"PKG-INFO"}
    assert files(checkouts[0]) - files(unpacked) == set()


def test_the_sdist_builds_the_same_wheel(packages: Path, unpacked: Path, tmp_path: Path) -> None:
    again = build(unpacked, tmp_path / "again", EPOCH)
    (wheel,) = packages.glob("*.whl")
    assert again[wheel.name] == wheel.read_bytes()


def test_tests_pass_in_the_unpacked_sdist_with_a_contribution(unpacked: Path) -> None:
    """A record more, built as the guide says, turns no test red. It comes last: the source is not
    whole any more."""
    loaders = str(unpacked / "loaders")
    where = call("-c", "import fazhi; print(fazhi.__file__)", cwd=unpacked, PYTHONPATH=loaders)
    assert where.startswith(loaders)
    contribute(unpacked)
    code = "from fazhi.cli import main; main()"
    call("-c", code, "build", cwd=unpacked, PYTHONPATH=loaders)
    output = call(
        "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *FAST,
        cwd=unpacked, PYTHONPATH=loaders,
    )  # fmt: skip
    assert " passed" in output


def contribute(checkout: Path) -> None:
    """A second court of the same city with the same figures, and a line in the changelog; where
    the present version is published, the next one is opened first."""
    articles = checkout / "dataset" / "articles"
    text = (articles / "baotou-enforcement.json").read_text("utf-8")
    digest = re.search('"sha256": "([0-9a-f]{64})"', text)
    assert digest is not None
    text = text.replace("baotou-enforcement", "baotou-enforcement-two").replace("150271", "150203")
    text = text.replace(digest[1], "0" * 64)
    (articles / "baotou-enforcement-two.json").write_text(text, "utf-8")
    changelog = checkout / "CHANGELOG.md"
    news = changelog.read_text("utf-8").replace(
        "[Unreleased]", "[Unreleased]\n\n- A court more.", 1
    )
    changelog.write_text(news, "utf-8")
    if (checkout / "tests" / "fixtures" / "releases" / f"{__version__}.zip").exists():
        upcoming = least_version(__version__, "patch") or ""
        for name in ("loaders/fazhi/__init__.py", "CITATION.cff"):
            path = checkout / name
            path.write_text(path.read_text("utf-8").replace(__version__, upcoming), "utf-8")
