"""The models of this room: the record of plugins, and what stands in for missing types."""

from cms.plugins.missing.objects import ObjectOfMissingType
from cms.plugins.missing.pages import PageOfMissingType
from cms.plugins.record import KnownPlugin

__all__ = ["KnownPlugin", "ObjectOfMissingType", "PageOfMissingType"]
