"""Can everybody use every page? axe-core finds nothing, in both schemes, on phone and desktop."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client

from .demo_world import DEMO_EMAILS, open_pages, the_world
from .house_rules import in_lines

pytestmark = pytest.mark.browser

VENDOR = Path(__file__).parent / "vendor"
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
# The one rule of WCAG 2.2 AA that axe leaves off unless it is asked for.
RUN_AXE = """async () => (await axe.run(document, {
    resultTypes: ["violations"], rules: {"target-size": {enabled: true}},
})).violations.map(
    (found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.target).join(" | ")}`
)"""
PHONE, DESK = (390, 844), (1280, 800)
PAIRS = ((PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark"))


@pytest.fixture(scope="module")
def world(demo_site):
    return the_world()


def test_axe_is_the_file_that_its_readme_names():
    digest = hashlib.sha256((VENDOR / "axe.min.js").read_bytes()).hexdigest()
    assert digest in (VENDOR / "README.md").read_text(encoding="utf-8")


def violations_of(page) -> list[str]:
    """What axe-core finds on the open page, in both schemes and at both sizes."""
    found = []
    page.evaluate(AXE)
    for (width, height), scheme in PAIRS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{width} px, {scheme}: {words}" for words in page.evaluate(RUN_AXE)]
    return found


@pytest.mark.parametrize("role", ["nobody", "patient", "physio", "editor"])
def test_no_page_has_a_violation(world, page_of, role, record_property):
    client = Client(raise_request_exception=False) if role == "nobody" else world.client_of(role)
    page = page_of(DEMO_EMAILS.get(role, ""))
    paths = open_pages(client, world)
    found = []
    for name, path in paths.items():
        page.goto(path)
        found += [f"{name} ({path}), {words}" for words in violations_of(page)]
    record_property("axe-core", f"{len(paths)} pages as {role}, {len(found)} violations")
    assert len(paths) > 3
    assert not found, in_lines(found)
