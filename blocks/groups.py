"""The groups of the block chooser, so that every block names the same ones."""

from django.utils.translation import gettext_lazy as _

__all__ = ["DATA", "LINKS", "MEDIA", "STRUCTURE", "TEXT"]

STRUCTURE = _("Structure")
TEXT = _("Text")
DATA = _("Facts and tables")
MEDIA = _("Media")
LINKS = _("Links and contacts")
