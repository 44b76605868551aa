"""What Wagtail's API tokens do not have: until when they hold and what for. And how often somebody guessed.

``cms.api.tokens`` makes and finds tokens, ``cms.api.attempts`` counts.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.api.scopes import Scope

__all__ = ["Attempts", "TokenTerms"]


class TokenTerms(models.Model):
    """The terms of one of Wagtail's tokens. A token without any reads what everybody reads."""

    token = models.OneToOneField(
        "wagtailcore.APIToken", on_delete=models.CASCADE, primary_key=True, related_name="terms"
    )
    expires = models.DateTimeField(_("expires"))
    read_drafts = models.BooleanField(
        _("read drafts"),
        default=False,
        help_text=_("Unpublished pages and drafts that the owner can work on, earlier versions, the directory."),
    )
    write = models.BooleanField(
        _("write"),
        default=False,
        help_text=_("Create, change, move and delete what the owner may: pages as drafts, images, documents, …"),
    )
    review = models.BooleanField(
        _("review"),
        default=False,
        help_text=_("Publish and unpublish, approve and request changes, where the owner may."),
    )

    class Meta:
        verbose_name = _("terms of an API token")
        verbose_name_plural = _("terms of API tokens")
        default_permissions = ()  # those of the token count

    def __str__(self) -> str:
        return f"{self.token}: {', '.join(sorted(self.scopes)) or 'public'}"

    @property
    def scopes(self) -> frozenset[Scope]:
        """What the token is allowed."""
        return frozenset(scope for scope in Scope if getattr(self, scope))

    @property
    def is_expired(self) -> bool:
        """Whether the token's time is over."""
        return self.expires <= timezone.now()


class Attempts(models.Model):
    """How often one caller failed at one thing within a window of time."""

    key = models.CharField(max_length=64, primary_key=True)  # a digest: nobody's address is kept
    number = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("failed attempts")
        verbose_name_plural = _("failed attempts")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} until {self.until:%Y-%m-%d %H:%M}"
