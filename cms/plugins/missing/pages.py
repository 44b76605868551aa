"""What stands in for a page of a missing type: its row in Wagtail's own table, and nothing of the plugin's."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PAGE_MODEL_CLASSES, Page, Revision

from cms.errors import MissingTypeError
from cms.plugins.missing.content_types import is_missing
from cms.plugins.missing.permissions import MissingTypePermissions

__all__ = ["PageOfMissingType", "installed_type", "is_of_missing_type"]


class PageOfMissingType(Page):
    """A page whose type is not installed. Readers do not get it; editors look at it, move it and unpublish it.

    What would need the fields of its type is refused with ``MissingTypeError``.
    """

    is_creatable = False
    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    preview_modes: list[tuple[str, str]] = []
    search_fields: list[Any] = []

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = gettext_lazy("page of a missing plugin")
        verbose_name_plural = gettext_lazy("pages of missing plugins")

    @classmethod
    def tree_model(cls) -> type[Page]:
        """The pages around it are of any type."""
        return Page

    @property
    def page_type_display_name(self) -> str:
        """The name of the type, as it is stored."""
        return f"{self.cached_content_type.app_label}.{self.cached_content_type.model}"

    def permissions_for_user(self, user: Any) -> MissingTypePermissions:
        """What ``user`` may do to it."""
        return MissingTypePermissions(user, self)

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        """Anywhere below the root: where else its type may live is for the plugin to say."""
        return not parent.is_root()

    def can_move_to(self, parent: Page) -> bool:
        """Anywhere below the root, within its language."""
        return not parent.is_root() and parent.locale_id == self.locale_id

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """The pages below keep their addresses; this one is not there."""
        if not path_components:
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Not there."""
        raise Http404

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """None."""
        return []

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: the revision would lack the fields of the type."""
        raise self._refusal(_("A draft of it cannot be saved"))

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Refused."""
        raise self._refusal(_("It cannot be published"))

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: the copy would lack the fields of the type."""
        raise self._refusal(_("It cannot be copied"))

    def copy_for_translation(self, *args: Any, **kwargs: Any) -> Any:
        """Refused, as copying."""
        raise self._refusal(_("It cannot be copied"))

    def create_alias(self, *args: Any, **kwargs: Any) -> Any:
        """Refused, as copying."""
        raise self._refusal(_("It cannot be copied"))

    def _refusal(self, what: str) -> MissingTypeError:
        return MissingTypeError(self.title, self.page_type_display_name, what)


class _EveryRevision:
    """The revisions of a page, of whatever type. Wagtail looks for those of a page's own type, which this is not."""

    def __get__(self, page: Page | None, owner: type[Page]) -> Any:
        return self if page is None else Revision.objects.for_instance(page)


# Set here, because Django puts the relation of the class above into the class itself.
PageOfMissingType._revisions = _EveryRevision()

# No type that anybody can choose, filter by or make: Wagtail and the API list page types from here.
PAGE_MODEL_CLASSES.remove(PageOfMissingType)


def is_of_missing_type(page: Page) -> bool:
    """Whether the type of ``page`` is not installed. Asks the database for a missing type alone."""
    return is_missing(page.content_type_id)


def installed_type(page: Page) -> type[Page]:
    """The type of ``page``; ``Page`` where it is not installed."""
    return Page if is_of_missing_type(page) else page.specific_class
