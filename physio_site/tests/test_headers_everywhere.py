"""Does every address, for every role, carry the headers that keep it private and closed?"""

import pytest
from django.http import HttpResponse
from django.test import Client

from .addresses import Address, all_addresses
from .demo_world import REFUSED, World, open_answers, paths_of, remember, the_world
from .house_rules import in_lines

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def world(demo_clinic, db):
    return the_world()


def missing_from(answer, name: str) -> list[str]:
    """What a page's headers lack, in words."""
    wrong = [
        f"{name}: {header} is {answer.headers.get(header)}"
        for header, value in EVERYWHERE.items()
        if answer.headers.get(header) != value
    ]
    policy = answer.headers.get("Content-Security-Policy", "")
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    if directives.get("default-src") != "'none'":
        wrong.append(f"{name}: the content policy allows what it does not name: {policy}")
    if "unsafe" in directives.get("script-src", ""):
        wrong.append(f"{name}: scripts of the page itself are allowed: {policy}")
    if "unsafe" in directives.get("style-src", "") and not name.startswith("admin:"):
        wrong.append(f"{name}: styles of the page itself are allowed: {policy}")
    if "Permissions-Policy" not in answer.headers:
        wrong.append(f"{name}: no Permissions-Policy")
    return wrong


@pytest.mark.parametrize("role", ["physio", "editor", "clinic admin", "patient", "carer"])
def test_every_page_is_closed_and_never_stored(world, role):
    client = world.client_of(role)
    wrong, names = [], set()
    for name, _, answer in open_answers(client, world):
        names.add(name)
        wrong += missing_from(answer, name)
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            wrong.append(f"{name}: may be stored: {answer.headers.get('Cache-Control')}")
    assert len(names) > 3
    assert not wrong, in_lines(wrong)


def test_the_open_pages_and_the_refusals_are_closed_too(world):
    client = Client(raise_request_exception=False)
    wrong = []
    for address in all_addresses():
        answer = client.get(address.path())
        wrong += missing_from(answer, f"{address.name} ({answer.status_code})")
    assert not wrong, in_lines(wrong)


def test_a_stored_answer_is_never_a_page(world):
    """Figures and pictures may be kept by this browser alone; they hold no words about anybody."""
    client = world.client_of("patient")
    kept = {
        address.name
        for address in all_addresses()
        if (answer := first_answer(client, address, world))
        and "no-store" not in answer.headers.get("Cache-Control", "no-store")
    }
    assert kept == {"exercises:figure", "exercises:picture"}


def first_answer(client: Client, address: Address, world: World) -> HttpResponse | None:
    """What the first path of an address that is not refused brings."""
    for path in paths_of(address, world):
        answer = client.get(path)
        if answer.status_code == 200:
            remember(address, path, world)
            return answer
        if answer.status_code in REFUSED:
            break
    return None
