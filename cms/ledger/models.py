"""The two tables of the ledger. Only ``cms.ledger`` writes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ledger.changes import Action

__all__ = ["Change", "LedgerHead"]


class LedgerHead(models.Model):
    """One row: the last number that was given. Whoever changes content holds its lock until the commit."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    number = models.BigIntegerField(_("number"), default=0)
    kept_after = models.BigIntegerField(
        _("kept after"), default=0, help_text=_("Changes up to this number have been removed.")
    )

    class Meta:
        db_table = "ledger_head"
        verbose_name = _("head of the ledger")
        verbose_name_plural = _("heads of the ledger")

    def __str__(self) -> str:
        return str(self.number)


class Change(models.Model):
    """One change. Rows are never changed once they are committed; old ones are removed by ``compact_changes``."""

    number = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("at"))
    action = models.CharField(_("action"), max_length=20, choices=[(action.value, action.value) for action in Action])
    object_type = models.CharField(_("type"), max_length=120)
    object_id = models.CharField(_("id"), max_length=255)
    uuid = models.UUIDField(_("UUID"), null=True)
    site_id = models.BigIntegerField(_("site"), null=True)  # no foreign key: a change outlives its site
    tags = models.JSONField(_("tags"), default=list)
    is_public = models.BooleanField(_("is public"))

    class Meta:
        db_table = "ledger_change"
        ordering = ["number"]
        indexes = [models.Index(fields=["at"], name="ledger_change_at")]
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.number}: {self.object_type} {self.object_id} {self.action}"
