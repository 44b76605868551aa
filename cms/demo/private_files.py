"""Small secrets that the demo keeps on disk, readable by their owner alone.

Standard library only: ``cms.settings.demo`` reads its secret key here.
"""

import os
import secrets
from pathlib import Path

__all__ = ["kept_secret_key", "write_private"]

OWNER_ONLY = 0o600
SECRET_KEY_BYTES = 50


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, at once and complete, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def kept_secret_key(path: Path) -> str:
    """The secret key in ``path``; made there the first time."""
    if not path.exists():
        write_private(path, secrets.token_urlsafe(SECRET_KEY_BYTES) + "\n")
    return path.read_text(encoding="utf-8").strip()
