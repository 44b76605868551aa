"""Remembers that the demo was loaded, so that loading it again changes nothing that a person has edited or removed."""

from django.db import models

__all__ = ["DemoLoad"]


class DemoLoad(models.Model):
    """One row per load; there is at most one."""

    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Demo loaded at {self.loaded_at:%Y-%m-%d %H:%M}"
