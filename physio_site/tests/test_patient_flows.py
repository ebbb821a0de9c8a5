"""Does every flow of a patient work by keyboard, with letters twice as large, and without scripts?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.urls import resolve

from exercises.models import Exercise
from patients.models import Patient, StaffMember
from patients.tests.cast import a_patient
from programmes.handout.pdf import can_be_made
from programmes.tests.programmes import a_prescription, a_programme

from .addresses import all_addresses
from .browser import FAILED, Counted, new_page, take_picture
from .demo_world import allowed
from .hands import Hand, Pointer, fits
from .keyboard import COUNT_POINTERS, Keys
from .patient_flows import FLOWS, Told, doing, own, reminders, telling  # noqa: F401 - told there

if TYPE_CHECKING:  # Playwright is in the test lock only
    from playwright.sync_api import Request

pytestmark = pytest.mark.browser

NAMES = ("Glute bridge", "Clamshell", "Bird dog")
# Open to everyone, and met by patients.
OPEN = {"patients:join", "patients:choose-language", "remind:stop", "remind:later-by-link"}
# What scripts, workers and pages ask for; nobody goes there by hand.
NOT_BY_HAND = {
    *("offline:keep", "offline:token", "offline:answer", "remind:device"),
    *("home", "exercises:picture"),
}
# Which paths were asked for, and how many flows were worked through, by way.
asked: dict[str, set[str]] = defaultdict(set)
worked: dict[str, int] = defaultdict(int)


def keys_on_a_narrow_phone(open_page: Callable) -> Hand:
    page = open_page(width=320)
    page.add_init_script(COUNT_POINTERS)
    return Keys(Counted(page))


def without_scripts(open_page: Callable) -> Hand:
    return Pointer(open_page(width=390, java_script_enabled=False))


def letters_twice_as_large(open_page: Callable) -> Hand:
    """As chosen in the browser itself; the widths at which the layout changes grow with them."""
    page = open_page(width=320)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.enable")
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    return Pointer(page)


WAYS = {
    "by keyboard at 320 px": keys_on_a_narrow_phone,
    "without scripts": without_scripts,
    "letters at 200 % on 320 px": letters_twice_as_large,
}


def flows_of(way: str) -> list[Told]:
    has_scripts = WAYS[way] is not without_scripts
    return [told for told in FLOWS if told.scripts in (None, has_scripts)]


EACH_WAY = [
    pytest.param(told, way, id=f"{told.name}, {way}") for way in WAYS for told in flows_of(way)
]


@pytest.fixture(scope="module")
def by_name(demo_site) -> str:
    """Passkeys need a name for the site."""
    return demo_site.url.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def phones(by_name, chromium) -> Iterator[dict[str, Hand]]:
    """One for each way, handed on from patient to patient."""
    complaints: list[str] = []
    new = partial(new_page, chromium, complaints, base_url=by_name, locale="en-GB")
    made = {way: make_hand(new) for way, make_hand in WAYS.items()}
    yield made
    for hand in made.values():
        hand.page.context.close()
    assert complaints == []


@pytest.fixture
def ben(demo_site) -> Patient:
    """Somebody new at the demo clinic, with three exercises every day."""
    cache.clear()
    physio = StaffMember.objects.get(user__email="physio@demo.example")
    patient = a_patient(physio, f"Ben{Patient.objects.count()} Keys")
    programme = a_programme(patient)
    for exercise in Exercise.objects.filter(name__in=NAMES):
        a_prescription(programme, exercise)
    return patient


@pytest.fixture
def hand(told, way, ben, phones, demo_site, page_of, by_name, request) -> Iterator[Hand]:
    """Ben's, on the phone of this way; on a new one where a flow changes the phone itself."""
    hand = phones[way]
    if told.scripts is True:
        hand = WAYS[way](partial(page_of, base_url=by_name, locale="en-GB"))
    page, cookie = hand.page, demo_site.cookie_of(ben.user.email)
    page.context.clear_cookies()
    page.context.add_cookies([cookie | {"url": by_name}])

    def note(asking: Request) -> None:
        asked[way].add(urlsplit(asking.url).path)

    page.on("request", note)
    yield hand
    page.remove_listener("request", note)
    if request.node.stash.get(FAILED, False):
        take_picture(page, request.node.name)


@pytest.mark.parametrize(("told", "way"), EACH_WAY)
def test_a_patient(told, way, ben, hand):
    told.flow(hand, ben)
    fits(hand.page)
    worked[way] += 1


@pytest.mark.parametrize("way", WAYS)
def test_no_address_of_a_patient_is_left_out(way, record_property):
    if worked[way] < len(flows_of(way)):
        pytest.skip("not all flows were worked through here")
    theirs = OPEN | {each.name for each in all_addresses() if "patient" in allowed(each)}
    met = {resolve(path).view_name for path in asked[way] if not path.startswith("/static/")}
    words = f"{way}: {worked[way]} flows, {len(theirs & met)} addresses"
    record_property("every patient flow", words)
    not_here = set() if can_be_made() else {"handout:mine-pdf"}  # nobody is offered it then
    assert theirs - met - NOT_BY_HAND == not_here
