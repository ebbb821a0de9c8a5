"""Do the shared templates hold: error pages without a context, icons that exist, files as vendored?"""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"
VENDOR_README = (STATIC / "vendor/README.md").read_text(encoding="utf-8")
STAFF_FOLDERS = {"admin", "build", "review", "base_clinic.html"}
SPRITE = set(re.findall(r'symbol id="([^"]+)"', (STATIC / "vendor/icons.svg").read_text()))
ICON_NAMES = re.compile(
    r'components/icon\.html" with name="([\w-]+)"(?!\|)|\bicon="([\w-]+)"(?!\|)'
)


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_context(page):
    html = render_to_string(f"{page}.html")
    assert html.count("<h1>") == 1
    assert "css/app.css" in html


@pytest.mark.parametrize("page", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_every_icon_a_page_asks_for_is_in_the_sprite(page):
    found = ICON_NAMES.findall(page.read_text(encoding="utf-8"))
    assert {one or other for one, other in found} - SPRITE == set()


def test_vendored_files_are_the_ones_the_readme_names():
    files = re.findall(r"^\| `([\w./-]+)` .*`([0-9a-f]{64})` \|$", VENDOR_README, re.MULTILINE)
    served = [
        path for path in (STATIC / "vendor").rglob("*") if path.suffix in (".css", ".js", ".svg")
    ]
    assert {name for name, _ in files} == {
        path.relative_to(STATIC / "vendor").as_posix() for path in served
    }
    assert {
        name: hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest()
        for name, _ in files
    } == dict(files)


def classes_of(css: str) -> set[str]:
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", css)))


def test_the_picked_part_of_bootstrap_holds_every_class_a_patient_meets():
    folder, own = STATIC / "vendor/bootstrap", STATIC / "css"
    whole = classes_of((folder / "bootstrap.min.css").read_text(encoding="utf-8"))
    there = classes_of((folder / "picked.min.css").read_text(encoding="utf-8"))
    there |= classes_of("".join(path.read_text(encoding="utf-8") for path in own.glob("*.css")))
    pages = [path for path in TEMPLATES.rglob("*.html") if is_met_by_patients(path)]
    named = {
        word
        for path in pages
        for attribute in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8"))
        for word in re.findall(r"[a-zA-Z][\w-]*", re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", attribute))
    }
    assert len(pages) > 100
    assert named & (whole - there) == set()


def is_met_by_patients(path: Path) -> bool:
    """Not one of the pages that load the whole of Bootstrap."""
    folder = path.relative_to(TEMPLATES).parts[0]
    return folder not in STAFF_FOLDERS and "base_clinic.html" not in path.read_text("utf-8")


def test_a_message_that_can_be_undone_carries_a_button_that_posts():
    message = Message(constants.SUCCESS, "All done.", extra_tags="undo=/today/undo/")
    html = render_to_string("components/messages.html", {"messages": [message]})
    assert '<form method="post" action="/today/undo/">' in html


def test_a_message_without_an_undo_carries_no_form():
    message = Message(constants.INFO, "Saved.")
    html = render_to_string("components/messages.html", {"messages": [message]})
    assert "Saved." in html
    assert "<form" not in html


def test_a_ticked_row_offers_to_take_the_tick_back():
    row = {"name": "Clamshell", "state": "done", "tick_url": "/tick/", "undo_url": "/untick/"}
    html = render_to_string("components/tick.html", row)
    assert 'action="/untick/"' in html
    assert 'aria-pressed="true"' in html
