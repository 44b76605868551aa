"""How each block is written through the API: what is sent of it, and how that becomes what is stored.

``input_form(block, name)`` answers for any block of this installation, from the block's own definition: the children
of a struct, the choices of a choice, the features of a rich text. ``type`` is what pydantic makes a schema of and
validates with, ``store`` makes the stored form of what was sent, ``show`` the opposite: what can be sent back.

Read by ``blocks.tombstones`` and ``blocks.stream`` for bodies, and by ``cms.api`` for its writing endpoints. Whether a
value is right beyond its type, the block's ``clean`` says.
"""

from blocks.input_forms import choosers, structures, values  # each registers the forms of Wagtail's blocks
from blocks.input_forms.form import InputForm, Reference, input_form, register_input_form
from blocks.input_forms.streams import StreamInput, stream_input

__all__ = [
    "InputForm",
    "Reference",
    "StreamInput",
    "choosers",
    "input_form",
    "register_input_form",
    "stream_input",
    "structures",
    "values",
]
