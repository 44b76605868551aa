"""Loading a file: bytes from disk, checked and decoded, before any reader sees them.

Called by the import for each PATH. Every reason for refusing a file here is a ``SourceError``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from cms.errors import SourceError

__all__ = ["MAX_BYTES", "MAX_IDENTITY", "Source", "identity", "load"]

MAX_BYTES = 2_000_000
MAX_IDENTITY = 500

# Neither XML nor PostgreSQL can store these, and no text needs them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text with Unix line ends and no byte order mark.

    ``path`` is the path as the person wrote it (messages use it), ``location`` the absolute one,
    ``digest`` the SHA-256 of the bytes.
    """

    path: str
    location: str
    text: str
    digest: str

    @property
    def identity(self) -> str:
        """What names this file for good, if nothing in it does: its place."""
        return identity("file", self.location)


def identity(kind: str, name: str) -> str:
    """The name of a source, short enough for the column that keeps it."""
    text = f"{kind}:{name}"
    if len(text) <= MAX_IDENTITY:
        return text
    return f"{kind}-sha256:{hashlib.sha256(name.encode()).hexdigest()}"


def load(path: str) -> Source:
    """Read one file; ``SourceError`` when it is no readable UTF-8 text of a sensible size."""
    file = Path(path)
    try:
        if file.is_dir():
            raise SourceError(path, "this is a folder; name the files in it")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(path, f"cannot be read: {reason}") from error
    if len(data) > MAX_BYTES:
        raise SourceError(path, f"is larger than {MAX_BYTES // 1_000_000} MB, too much for a page")
    return Source(
        path=path,
        location=str(file.resolve()),
        text=_decode(path, data),
        digest=hashlib.sha256(data).hexdigest(),
    )


def _decode(path: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(path, "is not UTF-8 text", line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        raise SourceError(path, f"holds a control character ({code}) that no text needs", line)
    return text
