"""Files into a ZIP archive whose bytes depend on nothing but the files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the format knows no earlier date
_READABLE = 0o644 << 16
_EFFORT = 6  # of 9: half the time of the most for one hundredth more bytes
_PACKED = (".png", ".jpg", ".jpeg", ".webp", ".woff2", ".gz", ".zip", ".apkg", ".pdf", ".epub")


def pack(files: Mapping[str, bytes], *, stored: frozenset[str] = frozenset()) -> bytes:
    """The archive of files in their order; what is packed already, and what `stored` names, is not packed again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.external_attr = _READABLE
            as_it_is = name in stored or name.endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if as_it_is else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=_EFFORT)
    return buffer.getvalue()
