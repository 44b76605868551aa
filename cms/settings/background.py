"""Background work: who carries out the tasks that the product hands over.

``default`` is Wagtail's own (the search index, the reference index, removed files): at once, so that the next request
sees it. ``background`` is what nobody should wait for: at once as well, but in production by the worker
(``manage.py db_worker --backend background``).
"""

from typing import Any

__all__ = ["TASKS"]

TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
}
