"""Uploads on the local disk: Django's storage, which says the address of a file without parsing it.

Named by the settings. An answer with a few images says a hundred addresses of renditions.
"""

import re

from django.core.files.storage import FileSystemStorage

__all__ = ["LocalStorage"]

#: Such a name stands in a URL as it is: no character is quoted, and no part of the path is empty, ``.`` or ``..``.
_PLAIN = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")


class LocalStorage(FileSystemStorage):
    """Files below ``MEDIA_ROOT``."""

    def url(self, name: str | None) -> str:
        """The address of the file ``name``, as Django gives it."""
        if name is not None and self.base_url is not None and _PLAIN.fullmatch(name):
            return f"{self.base_url}{name}"
        return super().url(name)
