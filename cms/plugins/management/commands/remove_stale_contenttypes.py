"""``manage.py remove_stale_contenttypes``: Django's command, which keeps what a plugin that is away still needs.

Django deletes with a content type whatever refers to it: pages, revisions, the history. Those of a plugin would be
gone for good. So a content type is kept as long as anything refers to it, but for permissions that nobody has.
"""

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.management.commands.remove_stale_contenttypes import Command as DjangosCommand
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignObjectRel, Q

from cms.plugins.missing.content_types import missing_content_types

__all__ = ["Command", "needed_by"]


class Command(DjangosCommand):
    """Named as Django's, whose place it takes."""

    help = "Delete content types whose model is gone and that nothing needs."

    def handle(self, **options: Any) -> None:
        """Delete what nothing needs, and name what is kept."""
        verbosity = options.get("verbosity", 1)
        for content_type in missing_content_types():
            name = f"{content_type.app_label}.{content_type.model}"
            needed = needed_by(content_type)
            if needed:
                self.stdout.write(f"Kept {name}: needed by {', '.join(needed)}.")
                continue
            content_type.delete()
            if verbosity:
                self.stdout.write(f"Deleted {name}.")


def needed_by(content_type: ContentType) -> list[str]:
    """What refers to ``content_type``, as ``"3 pages"``; permissions that no group or user has do not count."""
    found = []
    for relation in ContentType._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model: Any = relation.related_model
        if model._meta.label == "auth.Permission" or not model._meta.managed or model._meta.proxy:
            continue
        count = model._base_manager.filter(**{relation.field.name: content_type}).count()
        if count:
            found.append(f"{count} {model._meta.verbose_name_plural if count > 1 else model._meta.verbose_name}")
    held = Q(group__isnull=False) | Q(user__isnull=False)
    permissions = Permission.objects.filter(held, content_type=content_type).distinct().count()
    return [*found, *([f"{permissions} permissions that somebody has"] if permissions else [])]
