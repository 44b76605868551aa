"""How two revisions of a date are compared in the admin: the whole old date against the whole new one.

Registered with Wagtail when this module is imported, which ``pages.dates`` does. Wagtail's own comparison would
show an empty date as "None".
"""

from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

from pages.dates.field import PartialDateField

__all__ = ["PartialDateComparison"]


class PartialDateComparison(FieldComparison):
    def htmldiff(self) -> SafeString:
        if not self.has_changed():
            return escape(self.val_b or "")
        sides = (("deletion", self.val_a), ("addition", self.val_b))
        diff: SafeString = TextDiff([(kind, date) for kind, date in sides if date]).to_html()
        return diff


register_comparison_class(PartialDateField, comparison_class=PartialDateComparison)
