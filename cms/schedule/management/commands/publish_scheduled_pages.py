"""``manage.py publish_scheduled_pages``: the older name of ``publish_scheduled``, as in Wagtail."""

from cms.schedule.management.commands.publish_scheduled import Command

__all__ = ["Command"]
