"""A release as a zip whose bytes depend on the release alone."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Final

from fazhi.errors import InputError
from fazhi.publish.manifest import MANIFEST
from fazhi.write import write_file

_TIMESTAMP: Final = (1980, 1, 1, 0, 0, 0)


def write_archive(release: Path, target: Path) -> None:
    """Put a release folder into a zip, under `fazhi-<version>/`.

    Nothing in it depends on the time or the machine; the files are stored as they are, because
    compressed bytes differ between zlib versions. Raises InputError when the folder holds no
    release or the zip cannot be written.
    """
    try:
        version = json.loads((release / MANIFEST).read_bytes())["version"]
        files = sorted(path for path in release.rglob("*") if path.is_file())
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for path in files:
                name = f"fazhi-{version}/{path.relative_to(release).as_posix()}"
                entry = zipfile.ZipInfo(name, _TIMESTAMP)
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{release}: there is no release here ({error})") from None
    write_file(target, buffer.getvalue())
