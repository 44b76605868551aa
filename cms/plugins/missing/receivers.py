"""Connects the stand-ins. Called once by ``cms.plugins.apps``, before anything is loaded from the database."""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_init, pre_delete
from wagtail.models import ReferenceIndex

from cms.plugins.missing.deletion import refuse_deletion
from cms.plugins.missing.references import name_field
from cms.plugins.missing.stand_ins import give_stand_in

__all__ = ["connect"]


def connect() -> None:
    """Connect everything, once."""
    post_init.connect(give_stand_in, sender=ContentType, dispatch_uid="cms.plugins.missing.give_stand_in")
    post_init.connect(name_field, sender=ReferenceIndex, dispatch_uid="cms.plugins.missing.name_field")
    pre_delete.connect(refuse_deletion, dispatch_uid="cms.plugins.missing.refuse_deletion")
