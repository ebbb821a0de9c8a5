"""Figures: what every pose of the library must hold, and what bad poses say."""

import copy
import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from exercises import figures as figures_package
from exercises.figures import PoseError, figure_svg, picture, pose_digest
from exercises.figures.outline import smooth_path
from exercises.figures.pose import read_pose
from exercises.figures.sheet import SheetFigure, contact_sheet_svg
from exercises.figures.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM
from exercises.figures.solve import ease, floor_under, solve, solve_loop
from exercises.figures.vectors import length, sub

POSES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent.parent / "content" / "poses").glob("*.json"))
}
MUSCLES = ["gluteus_maximus", "quadriceps"]
every_pose = pytest.mark.parametrize("name", POSES)


@cache
def drawn(name, kind):
    return figure_svg(POSES[name], kind=kind, muscles=MUSCLES, title="Bend & rise")


@cache
def frames_of(name):
    pose = read_pose(POSES[name])
    return solve_loop(pose, 3) if pose.loop else solve(pose, 6)


def a_pose(**changes):
    pose = copy.deepcopy(POSES["double-leg-squat"])
    for path, value in changes.items():
        *way, last = path.split("__")
        place = pose
        for step in way:
            place = place[step]
        place[last] = value
    return pose


def view_box(svg):
    return re.search(r'viewBox="([^"]+)"', svg)[1]


def test_the_library_has_a_pose_for_each_of_its_fifty_exercises():
    assert len(POSES) == 50


@every_pose
def test_every_kind_is_well_formed_small_and_asks_for_nothing_from_outside(name):
    for kind, most in (("start", 7_200), ("end", 7_200), ("pair", 14_000), ("moving", 33_000)):
        svg = drawn(name, kind)
        root, size = ElementTree.fromstring(svg), len(svg)
        assert root[0].tag.endswith("title")
        assert root[0].text == "Bend & rise"
        forbidden = re.findall(r"<script|href|url\(|@import|NaN|nan|inf|\d\.\d{3}", svg)
        assert forbidden == []
        assert size <= most, kind


@every_pose
def test_start_end_and_moving_share_one_view_box(name):
    boxes = {view_box(drawn(name, kind)) for kind in ("start", "end", "moving")}
    assert len(boxes) == 1
    left, top, width, height = map(float, boxes.pop().split())
    assert width == height


@every_pose
def test_start_and_end_are_not_the_same_picture(name):
    assert drawn(name, "start") != drawn(name, "end")


@every_pose
def test_limbs_keep_their_length_in_every_frame(name):
    bones = [
        ("hip", "knee", THIGH),
        ("knee", "ank", SHANK),
        ("sh", "elb", UPPER_ARM),
        ("elb", "hand", FOREARM),
    ]
    for body in frames_of(name):
        for upper, lower, size in bones:
            for side in "rl":
                ends = body.joints[f"{upper}_{side}"], body.joints[f"{lower}_{side}"]
                assert length(sub(*ends)) == pytest.approx(size, abs=1e-6)


@every_pose
def test_nobody_sinks_into_the_floor_or_floats_above_it(name):
    pose = read_pose(POSES[name])
    frames = frames_of(name)
    if "crank" in pose.start.angles:  # carried by the bike
        assert min(body.lowest({}) for body in frames) > 0.1
        return
    for i, body in enumerate(frames):
        lift = 0.0 if pose.loop else pose.end.angle("lift") * ease(i / 6)
        assert body.lowest(floor_under(pose)) == pytest.approx(lift, abs=0.03)


@every_pose
def test_joints_move_smoothly_from_frame_to_frame(name):
    for before, after in pairwise(frames_of(name)):
        leap = max(length(sub(before.joints[j], after.joints[j])) for j in before.joints)
        assert leap < 0.26


@every_pose
def test_paths_of_one_movement_have_the_same_commands_throughout(name):
    svg = drawn(name, "moving")
    for values in re.findall(r'attributeName="d"[^>]* values="([^"]+)"', svg):
        assert len({re.sub(r"[^A-Za-z]", "", shape) for shape in values.split(";")}) == 1


def test_a_moving_figure_ends_where_it_began():
    svg = figure_svg(POSES["glute-bridge"], kind="moving")
    for values in re.findall(r' values="([^"]+)"', svg):
        steps = values.split(";")
        assert steps[0] == steps[-1]


def test_an_exercise_with_the_same_outline_shows_its_work_by_the_muscle():
    start, end, moving = (
        figure_svg(POSES["isometric-hip-abduction-standing"], kind=kind, muscles=["gluteus_medius"])
        for kind in ("start", "end", "moving")
    )
    assert 'class="m" opacity=".3"' in start
    assert 'class="m" opacity' not in end
    assert 'attributeName="opacity"' in moving


def test_the_working_muscle_is_drawn_on_the_sides_that_are_highlighted():
    def coral(highlight):
        return figure_svg(
            a_pose(highlight=highlight), kind="moving", muscles=["gluteus_medius"]
        ).count('class="m"')

    assert coral(["hip_r"]) == 1
    assert coral(["hip_r", "hip_l"]) == 2


def test_a_muscle_without_a_place_on_the_figure_is_passed_over():
    assert 'class="m"' not in figure_svg(
        a_pose(), kind="start", muscles=["general", "pelvic_floor"]
    )


def test_the_far_leg_is_light_and_the_near_one_dark_and_the_scheme_can_be_dark():
    svg = figure_svg(POSES["single-leg-squat"], kind="end")
    assert 'class="n"' in svg
    assert 'class="f"' in svg
    assert "prefers-color-scheme:dark" in svg


def test_the_tempo_sets_how_long_a_round_takes():
    assert 'dur="6.5s"' in figure_svg(a_pose(), kind="moving", seconds=6.5)


def test_a_step_lifts_the_foot_that_stands_on_it():
    body = solve(read_pose(POSES["step-up"]))[0]
    assert body.joints["heel_r"][2] - body.joints["heel_l"][2] == pytest.approx(0.115, abs=0.005)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start": None}, "start"),
        ({"start__root": []}, "start.root"),
        ({"start__root__cranial": [0, 0]}, "start.root.cranial"),
        ({"start__root__cranial": [0, 0, 0]}, "start.root.cranial"),
        ({"end__root__front": [0, 0, 1]}, "end.root.front"),
        ({"end__knee_r": "bent"}, "end.knee_r"),
        ({"end__knee_r": float("nan")}, "end.knee_r"),
        ({"end__knee_r": 4000}, "end.knee_r"),
        ({"end__hip_r": {"flexion": 3}}, "end.hip_r.flexion"),
        ({"end__tail": 3}, "end.tail"),
        ({"end__plant": ["x"]}, "end.plant"),
        ({"end__reach": {"hand_r": {"at": "moon"}}}, "end.reach.hand_r.at"),
        ({"camera": {"az": "north"}}, "camera.az"),
        ({"anchor": "nose"}, "anchor"),
        ({"highlight": ["hip"]}, "highlight[0]"),
        ({"props": [{"type": "trampoline"}]}, "props[0].type"),
        ({"props": [{"type": "step", "under": "r"}]}, "props[0].h"),
        ({"props": [{"type": "ball", "at": "hip_r", "off": [1]}]}, "props[0].off"),
        ({"arrows": [{"at": "hip_r"}]}, "arrows[0].dir"),
        ({"order": ["tail"]}, "order[0]"),
    ],
)
def test_a_bad_pose_names_the_field(changes, field):
    with pytest.raises(PoseError) as caught:
        figure_svg(a_pose(**changes), kind="start")
    assert str(caught.value).startswith(f"{field}:")


@pytest.mark.parametrize("pose", [None, [], "squat", {}])
def test_what_is_no_pose_at_all_says_so(pose):
    with pytest.raises(PoseError):
        figure_svg(pose, kind="start")


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="kind"):
        figure_svg(a_pose(), kind="sideways")


def test_the_digest_changes_with_pose_muscles_and_way_of_drawing(monkeypatch):
    digest = pose_digest(a_pose(), MUSCLES)
    assert re.fullmatch(r"[0-9a-f]{12}", digest)
    assert digest == pose_digest(a_pose(), MUSCLES)
    assert digest != pose_digest(a_pose(end__knee_r=61), MUSCLES)
    assert digest != pose_digest(a_pose(), [])
    monkeypatch.setattr(picture, "DRAWING_VERSION", figures_package.DRAWING_VERSION + 1)
    assert digest != pose_digest(a_pose(), MUSCLES)


def test_titles_are_escaped():
    assert "<title>&lt;b&gt; &amp;</title>" in figure_svg(a_pose(), kind="start", title="<b> &")


def test_numbers_in_paths_are_short_and_the_curve_is_closed():
    assert (
        smooth_path([(0, 0), (10, 0), (10, 10), (0, 10)])
        == "M0 5q0-5 5-5q5 0 5 5q0 5-5 5q-5 0-5-5z"
    )


def test_a_sheet_holds_every_figure_with_its_name():
    figures = [SheetFigure(name, POSES[name]) for name in ("walking", "clamshell", "cat-cow")]
    sheet = contact_sheet_svg(figures, columns=2, scheme="dark")
    root = ElementTree.fromstring(sheet)
    assert [line.text for line in root.iter("{http://www.w3.org/2000/svg}tspan")] == [
        "walking",
        "clamshell",
        "cat-cow",
    ]
    assert len(root.findall("{http://www.w3.org/2000/svg}svg")) == 6
    assert "prefers-color-scheme" not in sheet
