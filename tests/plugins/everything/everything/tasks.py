"""Work in the background: Django's tasks, as the CMS has its own."""

from django_tasks import task

from everything.models import Notice

__all__ = ["write_notice"]


@task(backend="background")
def write_notice(text: str) -> int:
    """Write a notice; returns its key."""
    return Notice.objects.create(text=text).pk
