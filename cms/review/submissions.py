"""Who may read and delete what people have sent in with a form: those who may publish the form.

Wagtail shows submissions to everyone who may edit the form's page. They hold names and email addresses of people
outside, which somebody who only writes the page has no need to see.
"""

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

__all__ = ["readable_forms"]


def readable_forms(user: Any, editable_forms: Any) -> Any:
    """Of the form pages that ``user`` may edit, those whose submissions they may read: a queryset of pages."""
    publishable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    return editable_forms.filter(pk__in=publishable.values("pk"))
