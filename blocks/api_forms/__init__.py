"""How each block looks in the API: its type and its representation, from one definition.

``api_form(block, name)`` answers for any block of this installation. ``type`` is what pydantic makes a schema of,
``represent`` makes the value. A block of ours states both in one place, the annotation of its
``get_api_representation``; Wagtail's own blocks are known here, so a plugin that composes them states nothing.

Read by ``blocks.tombstones`` and ``blocks.stream`` for bodies, and by ``cms.api`` for the OpenAPI document.
"""

from blocks.api_forms import choosers, structures, values  # each registers the forms of Wagtail's blocks
from blocks.api_forms.form import ApiForm, api_form, register_api_form
from blocks.api_forms.streams import StreamForm, stream_form

__all__ = [
    "ApiForm",
    "StreamForm",
    "api_form",
    "choosers",
    "register_api_form",
    "stream_form",
    "structures",
    "values",
]
