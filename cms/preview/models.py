"""The one table of the previews. ``cms.preview.drafts`` reads and writes it."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

__all__ = ["PreviewedDraft"]


class PreviewedDraft(models.Model):
    """A page as it was typed or chosen for a preview, with the person who may see it so."""

    wagtail_reference_index_ignore = True  # not content: it shows up nowhere as a use of what it names

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="+"
    )
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("page type"), on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text=_("Empty while the page was never saved."),
    )
    parent = models.ForeignKey(Page, verbose_name=_("parent"), on_delete=models.CASCADE, null=True, related_name="+")
    form = models.CharField(
        _("form"), max_length=150, blank=True, help_text=_("The form that is being filled in; of others, empty.")
    )
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("previewed draft")
        verbose_name_plural = _("previewed drafts")
        indexes = [models.Index(fields=["kept_at"], name="preview_kept_at")]
        constraints = [
            models.UniqueConstraint(fields=["user", "form"], condition=~Q(form=""), name="preview_one_for_each_form")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.form or self.page_id}"
