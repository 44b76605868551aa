"""What all entries of the directory with a name and a slug have in common. Base of the other modules here."""

from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

__all__ = ["NamedSnippet"]

LONGEST_SLUG = 100


class NamedSnippet(index.Indexed, models.Model):
    """A name that people read and a slug that addresses and filters use. An empty slug is made from the name."""

    name = models.CharField(_("name"), max_length=255)
    slug = models.SlugField(
        _("slug"),
        max_length=LONGEST_SLUG,
        unique=True,
        blank=True,
        help_text=_("Used in addresses and filters. Made from the name; keep it once it is published."),
    )

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("id"),
        index.FilterField("name"),
        index.FilterField("slug"),
    ]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a slug also for entries that no form has cleaned."""
        self._fill_slug()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Give the entry a slug before uniqueness is checked."""
        super().clean()
        self._fill_slug()

    def _fill_slug(self) -> None:
        if self.slug:
            return
        base = slugify(self.name)[: LONGEST_SLUG - 4].strip("-_") or self._meta.model_name or "entry"
        others = type(self)._default_manager.exclude(pk=self.pk).filter(slug__startswith=base)
        taken = set(others.values_list("slug", flat=True))
        self.slug = base
        number = 1
        while self.slug in taken:
            number += 1
            self.slug = f"{base}-{number}"
