"""Artifacts in, a zip out; the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from generator.model import Artifact

#: the earliest a zip can say, so that no file has a date
_DATE = (1980, 1, 1, 0, 0, 0)

#: a regular file, read by all, written by its owner; as Unix says it, in the upper half
_MODE = 0o100644 << 16
_UNIX = 3


def zipped(files: Iterable[Artifact]) -> bytes:
    """The files in order of their paths, without dates, owners or the machine that packs them."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(files, key=lambda file: file.path):
            entry = zipfile.ZipInfo(file.path, _DATE)
            entry.external_attr = _MODE
            entry.create_system = _UNIX
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.content)
    return whole.getvalue()
