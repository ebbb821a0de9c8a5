"""A drawing for paper: light colours, no style sheet, no empty rows."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from exercises.figures import figure_svg
from exercises.figures.paper import on_paper, without_empty_rows

POSES = sorted(Path("exercises/content/poses").glob("*.json"))


def still(path: Path, kind: str) -> str:
    pose = json.loads(path.read_text())
    return figure_svg(pose, kind=kind, muscles=["gluteus-maximus"], title="A drawing")


@pytest.mark.parametrize("path", POSES, ids=lambda path: path.stem)
def test_every_drawing_can_stand_in_a_page_without_styles(path):
    svg = on_paper(still(path, "end"), "Hips <up>")
    shapes = [e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("path")]
    assert not re.search(r"<style|var\(|class=", svg)
    assert "<title>Hips &lt;up&gt;</title>" in svg
    assert shapes
    assert all("fill" in shape.attrib for shape in shapes)


def test_the_gap_between_limbs_is_as_white_as_the_paper():
    svg = on_paper(still(POSES[0], "start"), "A drawing")
    assert 'stroke="#FFFFFF"' in svg
    assert "#FBF8F3" not in svg


def test_an_edge_that_lies_beneath_its_fill_is_drawn_first():
    svg = (
        "<svg><title>x</title><style>svg{--gap:#000;--n:#123456}.n{stroke:var(--gap);"
        'paint-order:stroke}.n{fill:var(--n)}</style><path class="n" d="M0 0"/></svg>'
    )
    assert on_paper(svg, "x") == (
        '<svg><title>x</title><path fill="none" stroke="#FFFFFF" d="M0 0"/>'
        '<path fill="#123456" d="M0 0"/></svg>'
    )


def test_start_and_end_keep_one_frame_and_lose_what_is_empty():
    lying = Path("exercises/content/poses/glute-bridge.json")
    both = without_empty_rows([on_paper(still(lying, kind), "x") for kind in ("start", "end")])
    frames = {re.search(r'viewBox="[^"]+" width="240" height="\d+"', svg)[0] for svg in both}
    (height,) = (int(re.search(r'height="(\d+)"', frame)[1]) for frame in frames)
    assert 120 <= height < 200
    assert without_empty_rows([]) == []
