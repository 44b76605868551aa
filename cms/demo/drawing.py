"""Draws the demo's images, so that it ships no photograph and needs nobody's permission.

Called by ``cms.demo.directory``. Each pattern is a function that draws on a canvas of twice the final size, which
smooths the edges.
"""

import math
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

__all__ = ["PATTERNS", "draw"]

SIZE = (1600, 900)
SCALE = 2
PALETTE = {"blue": "#1d4e89", "teal": "#2a9d8f", "sand": "#e9e2d0", "sun": "#f2a541", "paper": "#f7f5ef"}

Colours = list[str]
Pattern = Callable[[ImageDraw.ImageDraw, int, int, Colours], None]


def draw(pattern: str, palette: list[str]) -> bytes:
    """The image of ``pattern`` (a key of ``PATTERNS``) in three colours of ``PALETTE``, as PNG bytes."""
    width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
    canvas = Image.new("RGB", (width, height), PALETTE["paper"])
    PATTERNS[pattern](ImageDraw.Draw(canvas), width, height, [PALETTE[name] for name in palette])
    output = BytesIO()
    canvas.resize(SIZE, Image.Resampling.LANCZOS).save(output, format="PNG", optimize=True)
    return output.getvalue()


def _steps(pen: ImageDraw.ImageDraw, width: int, height: int, colours: Colours) -> None:
    count = 8
    step = width / (count + 1)
    for number in range(count):
        left = step * (number + 0.55)
        top = height * (0.82 - 0.075 * number)
        pen.rounded_rectangle(
            (left, top, left + step * 0.82, height * 0.92), radius=step * 0.16, fill=colours[number % len(colours)]
        )


def _circles(pen: ImageDraw.ImageDraw, width: int, height: int, colours: Colours) -> None:
    radius = height * 0.33
    centres = [(0.36, 0.42), (0.64, 0.42), (0.5, 0.64)]
    rings = 14
    for index, (x, y) in enumerate(centres):
        for ring in range(rings):
            inner = radius * (1 - ring / rings)
            box = (width * x - inner, height * y - inner, width * x + inner, height * y + inner)
            pen.ellipse(box, outline=colours[index], width=int(radius / rings / 2.2))
    core = height * 0.07
    pen.ellipse((width * 0.5 - core, height * 0.49 - core, width * 0.5 + core, height * 0.49 + core), fill=colours[2])


def _paths(pen: ImageDraw.ImageDraw, width: int, height: int, colours: Colours) -> None:
    thickness = height // 12
    for index, direction in enumerate((-1, 1)):
        for step in range(600):
            share = step / 599
            apart = (1 - share) ** 2 * height * 0.28 * direction
            x = width * (0.04 + 0.92 * share)
            y = height * 0.5 + apart + math.sin(share * 7) * height * 0.09 * (1 - share)
            y += direction * thickness * 0.5
            half = thickness / 2
            pen.ellipse((x - half, y - half, x + half, y + half), fill=colours[index])


def _blocks(pen: ImageDraw.ImageDraw, width: int, height: int, colours: Colours) -> None:
    columns, rows = 12, 7
    size = min(width / columns, height / rows)
    left, top = (width - columns * size) / 2, (height - rows * size) / 2
    for column in range(columns):
        for row in range(rows):
            kind = (column * 7 + row * 5 + column * row) % 6
            colour = colours[(column + row * 2) % len(colours)]
            x, y = left + column * size, top + row * size
            gap = size * 0.06
            if kind < 2:
                pen.rectangle((x + gap, y + gap, x + size - gap, y + size - gap), fill=colour)
            elif kind < 5:
                start = 90 * ((column + row) % 4)
                corner_x = x + (size - gap if start in (90, 180) else gap)
                corner_y = y + (size - gap if start in (180, 270) else gap)
                reach = size - 2 * gap
                box = (corner_x - reach, corner_y - reach, corner_x + reach, corner_y + reach)
                pen.pieslice(box, start=start, end=start + 90, fill=colour)


def _pages(pen: ImageDraw.ImageDraw, width: int, height: int, colours: Colours) -> None:
    sheets = 7
    for number in range(sheets):
        angle = math.radians(-36 + 72 * number / (sheets - 1))
        foot_x, foot_y = width * 0.5, height * 1.05
        along = (math.sin(angle), -math.cos(angle))
        across = (math.cos(angle), math.sin(angle))
        near, far, half = height * 0.38, height * 0.95, height * 0.2

        def at(distance: float, side: float, base: tuple[float, float] = (foot_x, foot_y)) -> tuple[float, float]:
            return (
                base[0] + along[0] * distance + across[0] * side,  # noqa: B023  # called within this turn of the loop
                base[1] + along[1] * distance + across[1] * side,  # noqa: B023
            )

        corners = [at(near, -half), at(far, -half), at(far, half), at(near, half)]
        pen.polygon(corners, fill=colours[0] if number % 2 else PALETTE["paper"], outline=colours[1], width=6)
        for line in range(5):
            distance = far - height * (0.08 + 0.07 * line)
            end = half * (0.72 if line % 2 else 0.5)
            pen.line([at(distance, -half * 0.72), at(distance, end)], fill=colours[1 + line % 2], width=height // 90)


def _notes(pen: ImageDraw.ImageDraw, width: int, height: int, colours: Colours) -> None:
    size = height * 0.11
    groups = [(0.2, 0.34), (0.5, 0.52), (0.8, 0.36)]
    for group, (x, y) in enumerate(groups):
        for number in range(9):
            column, row = number % 3 - 1, number // 3 - 1
            if (number + group) % 5 == 4:
                continue
            shift = ((number * 37 + group * 17) % 11 - 5) / 5 * size * 0.1
            left = width * x + column * size * 1.25 + shift
            top = height * y + row * size * 1.25 - shift
            pen.rectangle((left, top, left + size, top + size), fill=colours[(number + group) % len(colours)])


#: Patterns by the name that ``content/files.yaml`` uses.
PATTERNS: dict[str, Pattern] = {
    "steps": _steps,
    "circles": _circles,
    "paths": _paths,
    "blocks": _blocks,
    "pages": _pages,
    "notes": _notes,
}
