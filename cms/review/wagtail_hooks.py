"""Registers who may read what people have sent in. Called by Wagtail."""

from typing import Any

from wagtail import hooks

from cms.review.submissions import readable_forms

__all__ = ["filter_form_submissions"]


@hooks.register("filter_form_submissions_for_user")
def filter_form_submissions(user: Any, editable_forms: Any) -> Any:
    """See ``cms.review.submissions``."""
    return readable_forms(user, editable_forms)
