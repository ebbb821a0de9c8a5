"""How does a drawing look on paper, inside a page, where no style sheet of its own may stand?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

STYLE = re.compile(r"<style>(.*?)</style>", re.S)
FOR_SCREENS = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SHAPE = re.compile(r'<(\w+)([^<>]*?) class="([\w-]+)"([^<>]*?)/>')
TITLE = re.compile(r"<title>.*?</title>", re.S)
FRAME = re.compile(r'viewBox="([^"]+)" width="(\d+)" height="(\d+)"')
OUTLINE = re.compile(r' d="([^"]*)"')
PEN = re.compile(r"([MLqz])([^MLqz]*)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
WHITE = "#FFFFFF"
LEAST_HEIGHT = 0.5  # of the width, so that drawings in a row stay alike
MARGIN = 0.04


def on_paper(svg: str, title: str) -> str:
    """A still of `figure_svg` in its light colours on white, for use inside a page.

    The style sheet becomes attributes of each shape, so that nothing leaks into the page and the
    page's content policy allows it. A shape whose edge is painted before its fill is drawn as
    two shapes, since not every program that prints knows `paint-order`.
    """
    found = STYLE.search(svg)
    looks = looks_by_class(found[1]) if found else {}
    bare = TITLE.sub(f"<title>{escape(title)}</title>", STYLE.sub("", svg), count=1)
    return SHAPE.sub(lambda shape: drawn(shape, looks.get(shape[3], {})), bare)


def looks_by_class(style: str) -> dict[str, dict[str, str]]:
    """Class name to its properties, with the colours for paper in place of variables."""
    rules = RULE.findall(FOR_SCREENS.sub("", style))
    colours = {
        name.strip(): value.strip()
        for _, body in rules
        for name, _, value in (entry.partition(":") for entry in body.split(";"))
        if name.strip().startswith("--")
    } | {"--gap": WHITE}
    looks: dict[str, dict[str, str]] = {}
    for selectors, body in rules:
        resolved = re.sub(r"var\((--[\w-]+)\)", lambda used: colours.get(used[1], ""), body)
        pairs = [entry.split(":", 1) for entry in resolved.split(";") if ":" in entry]
        for selector in selectors.split(","):
            if selector.strip().startswith("."):
                looks.setdefault(selector.strip()[1:], {}).update(
                    {name.strip(): value.strip() for name, value in pairs}
                )
    return looks


def drawn(shape: re.Match[str], look: dict[str, str]) -> str:
    """One shape with its look as attributes; edge and fill apart where the edge lies beneath."""
    tag, given = shape[1], f"{shape[2]}{shape[4]}"
    look = {name: value for name, value in look.items() if not name.startswith("--")}
    order = look.pop("paint-order", "")
    if not order.startswith("stroke") or "stroke" not in look:
        return f"<{tag}{attributes(look)}{given}/>"
    edge = {name: value for name, value in look.items() if name.startswith("stroke")}
    inside = re.sub(r' (pathLength|stroke-dasharray)="[^"]*"', "", given)
    fill = look.get("fill", "#000000")
    return (
        f"<{tag}{attributes({'fill': 'none', **edge})}{given}/>"
        f"<{tag}{attributes({'fill': fill})}{inside}/>"
    )


def attributes(look: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in look.items())


def without_empty_rows(svgs: Sequence[str]) -> list[str]:
    """The drawings of one exercise, with the empty paper above and below all of them cut off.

    They keep one frame, so that what moves between start and end is seen to move.
    """
    if not svgs:
        return []
    left, top, side, height = (float(n) for n in FRAME.search(svgs[0])[1].split())
    rows = [y for svg in svgs for outline in OUTLINE.findall(svg) for y in rows_of(outline)]
    first = max(top, min(rows, default=top) - MARGIN * side)
    last = min(top + height, max(rows, default=top + height) + MARGIN * side)
    lacking = max(0.0, LEAST_HEIGHT * side - (last - first))
    first, last = first - lacking / 2, last + lacking / 2
    wide = 240
    tall = round(wide * (last - first) / side)
    frame = (
        f'viewBox="{left:.1f} {first:.1f} {side:.1f} {last - first:.1f}" '
        f'width="{wide}" height="{tall}"'
    )
    return [FRAME.sub(frame, svg, count=1) for svg in svgs]


def rows_of(outline: str) -> Iterator[float]:
    """The heights that path data of our own making passes: absolute M and L, relative q."""
    y = 0.0
    for letter, text in PEN.findall(outline):
        numbers = [float(n) for n in NUMBER.findall(text)]
        if letter in "ML":
            for y in numbers[1::2]:
                yield y
        elif letter == "q":
            for step in numbers[3::4]:
                y += step
                yield y
