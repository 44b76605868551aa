"""What stands in for the snippets, settings and other objects of a missing type: as if there were none."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["ObjectOfMissingType"]


class _Nothing(models.Manager[Any]):
    """Finds nothing: this process cannot read the table."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().none()


class ObjectOfMissingType(models.Model):
    """An object that this process cannot read. It has no table, and nobody ever gets an instance."""

    key = models.CharField(max_length=255, primary_key=True)  # takes the key of whatever it stands for

    objects = _Nothing()

    class Meta:
        managed = False
        default_permissions = ()
        base_manager_name = "objects"
        verbose_name = _("object of a missing plugin")
        verbose_name_plural = _("objects of missing plugins")

    def __str__(self) -> str:
        return self.key
