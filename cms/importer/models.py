"""ImportedPage: which page came from which source, and what it held when the import wrote it.

Written by ``write.py``, read by ``plan.py``; nothing else needs to know that a page was imported.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.importer.source import MAX_IDENTITY

__all__ = ["ImportedPage"]


class ImportedPage(models.Model):
    """The origin of one page.

    ``identity`` names the source for good (its permalink, else the file's place). ``values_digest`` is
    of what the import wrote, ``page_digest`` of the whole page directly after: when the latest revision
    gives another one, a person has changed the page since.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="imported_from"
    )
    identity = models.CharField(_("identity"), max_length=MAX_IDENTITY, unique=True)
    source_path = models.TextField(_("file"))
    source_digest = models.CharField(_("digest of the file"), max_length=64)
    values_digest = models.CharField(_("digest of what was written"), max_length=64)
    page_digest = models.CharField(_("digest of the page as written"), max_length=64)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("revision as written"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")

    def __str__(self) -> str:
        return f"{self.identity} → {self.page_id}"
