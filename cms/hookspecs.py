"""Every extension point, in one file. Built-in features and plugins register through these hooks alike.

A plugin implements a hook with the ``hookimpl`` marker in a module that it announces (see ``cms.plugins``)::

    from cms.hookspecs import SectionBlockRegistration, hookimpl

    @hookimpl
    def section_blocks():
        yield SectionBlockRegistration("glossary", GlossaryBlock, slots=("program", "content"))

Called by: ``cms.plugins.manager`` collects the implementations; each specification says who reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import Model
    from wagtail.blocks import Block

__all__ = [
    "PROJECT_NAME",
    "ImageRecipe",
    "SectionBlockRegistration",
    "StoredKind",
    "TrackedModel",
    "hookimpl",
    "hookspec",
    "image_recipes",
    "section_blocks",
    "stored_kinds",
    "tracked_models",
]

PROJECT_NAME = "digital_skills_cms"

hookspec = pluggy.HookspecMarker(PROJECT_NAME)
hookimpl = pluggy.HookimplMarker(PROJECT_NAME)

EVERY_SLOT = ("*",)


@dataclass(frozen=True, slots=True)
class SectionBlockRegistration:
    """One block type for the body of pages.

    ``name`` is the block's ``type`` in stored content and in the API: lower case with underscores, unique among all
    plugins.
    ``block`` builds the block: a block class or any callable without arguments; it is called once for each stream.
    ``slots`` names the bodies that offer it ("home", "index", "content", "program", "community", "pilot", "form"; "*"
    is every one).
    ``top_level`` offers it directly in the body, ``within_section`` inside a section.
    ``order`` sorts the block chooser within a group, lowest first; equal numbers sort by name.
    """

    name: str
    block: Callable[[], Block]
    slots: tuple[str, ...] = EVERY_SLOT
    top_level: bool = True
    within_section: bool = True
    order: int = 100

    def offered_in(self, slot: str) -> bool:
        """Whether the body named ``slot`` offers this block."""
        return "*" in self.slots or slot in self.slots


@dataclass(frozen=True, slots=True)
class ImageRecipe:
    """One way to show every image of the installation in the API.

    ``name`` is the key of the rendition in the API: lower case with underscores, unique among all plugins.
    ``filter_spec`` is a Wagtail filter, such as ``"fill-640x360"`` or ``"width-960|jpegquality-60"``. It says what the
    image looks like at its usual size; smaller and larger sizes and further formats are derived from it.
    """

    name: str
    filter_spec: str


def _public_unless_draft(instance: Any) -> bool:
    return bool(getattr(instance, "live", True))


@dataclass(frozen=True, slots=True)
class TrackedModel:
    """A model whose objects the public can see, so that the ledger keeps their changes.

    ``model`` is the concrete model. Saving or deleting an object makes stale what shows that object (tag
    ``"app.model-5"``) or lists the model (``"app.model"``).
    ``is_public`` says of an object whether the public may know of it; without one, a draft is not public.
    ``further_tags`` are made stale as well by every change.
    ``unseen_fields`` are columns that the public never sees: saving them alone is no change.
    """

    model: type[Model]
    is_public: Callable[[Any], bool] = _public_unless_draft
    further_tags: tuple[str, ...] = ()
    unseen_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredKind:
    """A kind of answer that may be stored: it is the same for every anonymous reader until something that it shows or
    lists has changed.

    ``path`` is a regular expression for the whole path, such as ``r"/api/v3/events/\\d+/"``.
    ``parameters`` are those of the query string with which an answer may be stored. Parameters that make many variants
    of one answer are ``further_parameters``: answers with them share a smaller part of the store.
    ``depends_on`` are models of which an answer lists objects, or leaves them out: it is stale after any change of one.
    Objects that are loaded to make the answer need not be told. Models must be tracked (``tracked_models``).
    """

    path: str
    parameters: frozenset[str] = frozenset()
    further_parameters: frozenset[str] = frozenset()
    depends_on: tuple[type[Model], ...] = ()


@hookspec
def section_blocks() -> Iterable[SectionBlockRegistration]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Section blocks that this plugin adds. Read by ``blocks.registry`` when a page's body is first used."""


@hookspec
def image_recipes() -> Iterable[ImageRecipe]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Image recipes that this plugin adds. Read by ``blocks.recipes`` when the process starts.

    The setting ``IMAGE_RECIPES`` can change each of them and take it away.
    """


@hookspec
def tracked_models() -> Iterable[TrackedModel]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Models of which the ledger keeps every change. Read by ``cms.ledger.tracked`` when the first object is saved.

    Pages, registered snippets and site settings are tracked without it.
    """


@hookspec
def stored_kinds() -> Iterable[StoredKind]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Kinds of answers that may be stored. Read by ``cms.delivery.kinds`` when the first request comes.

    An answer is stored for anonymous readers only, and only with status 200.
    """
