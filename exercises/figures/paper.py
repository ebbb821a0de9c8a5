"""How does a drawing look on paper, inside a page, where no style sheet of its own may stand?"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

STYLE = re.compile(r"<style>(.*?)</style>", re.S)
FOR_SCREENS = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SHAPE = re.compile(r'<(\w+)([^<>]*?) class="([\w-]+)"([^<>]*?)/>')
TITLE = re.compile(r"<title>.*?</title>", re.S)
WHITE = "#FFFFFF"


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
