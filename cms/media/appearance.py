"""What an image looks like before it is there: its dominant colour and a tiny version of it.

Called by ``cms.media.models`` when a file is uploaded, and by ``cms.media.preparation`` for images from before.
"""

from base64 import b64encode
from io import BytesIO
from typing import IO, NamedTuple

from PIL import Image, ImageOps

__all__ = ["Appearance", "appearance"]

_SAMPLE = (96, 96)  # pixels, at most
_TINY = (24, 24)
_COLOURS = 8
_QUALITY = 40


class Appearance(NamedTuple):
    """``color`` as ``"#1d4e89"``; ``placeholder`` as a ``data:`` address of some hundred characters."""

    color: str
    placeholder: str


def appearance(file: IO[bytes]) -> Appearance:
    """Look at the image in ``file``; an animated one at its first picture. The position in the file is kept.

    Raises whatever Pillow does for a file that it cannot read: ``OSError``, ``SyntaxError``, ``ValueError``.
    """
    position = file.tell()
    file.seek(0)
    try:
        with Image.open(file) as opened:
            opened.draft("RGB", _SAMPLE)  # a JPEG of any size is read at a fraction of it
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    finally:
        file.seek(position)
    upright.thumbnail(_SAMPLE)
    sample = Image.new("RGB", upright.size, "white")
    sample.paste(upright, mask=upright.getchannel("A"))
    return Appearance(_dominant_colour(sample), _placeholder(sample))


def _dominant_colour(sample: Image.Image) -> str:
    quantized = sample.quantize(_COLOURS)
    counts = quantized.getcolors() or [(1, 0)]
    index = max(counts)[1]
    if not isinstance(index, int):
        raise TypeError("A quantized image has a palette.")
    palette = quantized.getpalette() or [0, 0, 0]
    red, green, blue = palette[3 * index : 3 * index + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _placeholder(sample: Image.Image) -> str:
    tiny = sample.copy()
    tiny.thumbnail(_TINY)
    output = BytesIO()
    tiny.save(output, "WEBP", quality=_QUALITY, method=6)
    return f"data:image/webp;base64,{b64encode(output.getvalue()).decode()}"
