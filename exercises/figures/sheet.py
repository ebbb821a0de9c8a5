"""How do all figures look beside each other? One picture with every exercise, for checking and printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Literal
from xml.sax.saxutils import escape

from .picture import GAP, PALETTE, Kind, figure_svg

Scheme = Literal["auto", "light", "dark"]
LABEL = 34  # pixels below a figure for its name
SPACE = 12


@dataclass(frozen=True)
class SheetFigure:
    """An exercise on a sheet: its name, its pose, and the muscles that work."""

    name: str
    pose: dict[str, Any]
    muscles: Sequence[str] = field(default=())


def contact_sheet_svg(
    figures: Sequence[SheetFigure],
    *,
    size: int = 96,
    kinds: Sequence[Kind] = ("start", "end"),
    columns: int = 6,
    scheme: Scheme = "auto",
) -> str:
    """All figures as one SVG, `columns` in a row, each kind `size` pixels wide, names below."""
    cell = len(kinds) * size + SPACE
    width = columns * cell + SPACE
    height = ceil(len(figures) / columns) * (size + LABEL) + SPACE
    cells = "".join(
        _cell(
            figure, kinds, size, SPACE + i % columns * cell, SPACE + i // columns * (size + LABEL)
        )
        for i, figure in enumerate(figures)
    )
    sheet = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><style>{_style(size)}</style>'
        f'<rect class="paper" width="{width}" height="{height}"/>{cells}</svg>'
    )
    return sheet if scheme == "auto" else _forced(sheet, dark=scheme == "dark")


def _cell(figure: SheetFigure, kinds: Sequence[Kind], size: int, x: int, y: int) -> str:
    drawings = "".join(
        figure_svg(figure.pose, kind=kind, muscles=figure.muscles, title=figure.name).replace(
            'width="240" height="240"',
            f'x="{x + i * size}" y="{y}" width="{size}" height="{size}"',
            1,
        )
        for i, kind in enumerate(kinds)
    )
    middle = x + len(kinds) * size / 2
    lines = _lines(figure.name, len(kinds) * size)
    words = "".join(
        f'<tspan x="{middle:g}" dy="{13 * (i > 0)}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    return f'{drawings}<text class="name" y="{y + size + 12}">{words}</text>'


def _lines(name: str, width: int) -> list[str]:
    """A name on one line, or broken at the space nearest its middle if the cell is too narrow for it."""
    gaps = [i for i, letter in enumerate(name) if letter == " "]
    if len(name) * 6.2 <= width or not gaps:
        return [name]
    cut = min(gaps, key=lambda i: abs(i - len(name) / 2))
    return [name[:cut], name[cut + 1 :]]


def _style(size: int) -> str:
    ink, paper = PALETTE["n"], GAP
    return (
        f".paper{{fill:{paper[1]}}}.name{{fill:{ink[1]};font:{11 if size < 200 else 18}px system-ui,sans-serif;"
        "text-anchor:middle}"
        f"@media(prefers-color-scheme:dark){{.paper{{fill:{paper[2]}}}.name{{fill:{ink[2]}}}}}"
    )


def _forced(sheet: str, dark: bool) -> str:
    return sheet.replace(
        "@media(prefers-color-scheme:dark)", "@media all" if dark else "@media not all"
    )
