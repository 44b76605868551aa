"""The rule for two dates that belong together: the end does not come before the beginning. Used by page types."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from pages.dates import ends_before_it_starts

__all__ = ["refuse_reversed"]


def refuse_reversed(page: models.Model, **pairs: str) -> None:
    """Raise ``ValidationError`` on the end of each pair (first field name to last) that is over before it begins.

    Called from ``clean()``, which also runs when a date was refused: then the pair holds no dates and passes.
    """
    errors = {}
    for first, last in pairs.items():
        starts, ends = getattr(page, first), getattr(page, last)
        if ends_before_it_starts(starts, ends):
            errors[last] = _("%(ends)s is before %(starts)s. Change one of them.") % {
                "ends": ends.label,
                "starts": starts.label,
            }
    if errors:
        raise ValidationError(errors)
