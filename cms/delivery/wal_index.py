"""Tells whether anything was committed to a SQLite file, by the header of its WAL index and without a query.

Called by ``readers``. In WAL mode, whoever commits changes this header, which all processes share in the file beside
the database that ends in ``-shm``. SQLite itself compares it to see whether what it read last is the newest state:
https://www.sqlite.org/walformat.html, section 2.1. It holds a count of the transactions, so no two states are alike.
"""

import os
from threading import Lock

__all__ = ["WalIndex", "wal_index_of"]

HEADER_BYTES = 48

_known: dict[tuple[int, int], "WalIndex"] = {}
_lock = Lock()


class WalIndex:
    """The index of one file. It stays open for good: where a process closes a file, POSIX gives up all the locks that
    it has on that file, and SQLite's are among them.
    """

    __slots__ = ("_file",)

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDONLY)

    def state(self) -> bytes:
        """Where two calls give the same, nothing was committed between them."""
        return os.pread(self._file, HEADER_BYTES, 0)


def wal_index_of(path: str) -> WalIndex | None:
    """The index of the database at ``path``, ``None`` where it has none. To be called, and used, only while this
    process has a connection to the database that has read from it: until then the file can be replaced by another.
    """
    place = f"{path}-shm"
    try:
        status = os.stat(place)
    except FileNotFoundError:
        return None
    with _lock:
        inode = status.st_dev, status.st_ino
        if inode not in _known:
            _known[inode] = WalIndex(place)
        return _known[inode]
