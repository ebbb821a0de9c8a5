"""Can anybody reach what is not theirs? Every address is tried as nobody, stranger, each role."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import UUIDField
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from patients.models import AccessRecord

from .addresses import Address, all_addresses
from .demo_world import OWNERS, PUBLIC, REFUSED, World, allowed, paths_of, remember, the_world
from .house_rules import in_lines

HIDDEN = {403, 404}
VERBS = ("get", "post")
APPS = ("patients", "exercises", "programmes")
# Open to people who are not signed in; nothing else is.
OPEN_TO_NOBODY = {
    "healthz",
    "security-txt",
    "demo-outbox",
    "offline:worker",
    "patients:choose-language",
    "offline:manifest",
    "patients:join",
    "remind:calendar",
    "remind:stop",
    "remind:later-by-link",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
# Pages of allauth that this site does not have: an address is changed under /me/.
NOT_HERE = {"(accounts/email/)", "account_email", "(accounts/confirm-email/)"}


@pytest.fixture(scope="module")
def whole_world(demo_clinic) -> World:
    return the_world()


@pytest.fixture
def world(whole_world, db) -> World:
    """The same for all tests here: each undoes what it did."""
    return whole_world


def own_addresses() -> Iterator[Address]:
    """The addresses of our own pages for people who are signed in."""
    return (
        address
        for address in all_addresses()
        if allowed(address) != PUBLIC and not address.route.startswith("admin/")
    )


def leads_to_sign_in(answer: HttpResponse) -> bool:
    doors = (reverse(settings.LOGIN_URL), reverse("admin:login"))
    return answer.status_code == 302 and answer["Location"].startswith(doors)


def ask(client: Client, verb: str, path: str) -> HttpResponse:
    """One request whose effects are undone, so that the next one finds the same world."""
    with transaction.atomic():
        answer = getattr(client, verb)(path)
        transaction.set_rollback(True)
    return answer


def ways_to_name_a_code(client: Client) -> Iterator[tuple[str, Address]]:
    """Verbs and addresses, but those that this client is refused whatever the code: nobody's too."""
    for address in own_addresses():
        for verb in VERBS:
            if (
                address.names_a_code
                and ask(client, verb, address.path()).status_code not in REFUSED
            ):
                yield verb, address


def way_in(address: Address, world: World) -> tuple[str, str, str] | None:
    """Role, verb and path with which an address answers somebody who may open it."""
    if address not in world.ways:
        world.ways[address] = look_for_a_way_in(address, world)
    return world.ways[address]


def look_for_a_way_in(address: Address, world: World) -> tuple[str, str, str] | None:
    for role in sorted(allowed(address)):
        client = world.client_of(role)
        verbs = [v for v in VERBS if ask(client, v, address.path()).status_code not in REFUSED]
        for path in paths_of(address, world):
            for verb in verbs:
                if ask(client, verb, path).status_code not in HIDDEN | {405}:
                    remember(address, path, world)
                    return role, verb, path
    return None


def test_nobody_is_asked_to_sign_in_everywhere_but_on_the_open_pages(db):
    client = Client(raise_request_exception=False)
    unguarded = {
        address.name
        for address in all_addresses()
        for verb in VERBS
        if not leads_to_sign_in(ask(client, verb, address.path()))
    }
    assert unguarded - OPEN_TO_NOBODY - NOT_HERE == set()


def test_what_is_not_here_is_not_here_for_anybody(world):
    clients = [Client(), *(world.client_of(role) for role in world.people)]
    paths = [address.path() for address in all_addresses() if address.name in NOT_HERE]
    answers = {ask(client, "get", path).status_code for client in clients for path in paths}
    assert (len(paths), answers) == (len(NOT_HERE), {404})


def test_every_kind_of_thing_with_a_code_has_an_owner_in_these_tests():
    with_codes = {
        model._meta.label
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if any(isinstance(f, UUIDField) and f.unique for f in model._meta.fields)
    }
    assert with_codes == set(OWNERS)


@pytest.mark.parametrize("stranger", ["other physio", "other patient", "other editor"])
def test_a_stranger_finds_nothing_that_belongs_to_the_clinic(world, stranger):
    client = world.client_of(stranger)
    codes = world.own_codes()
    assert set(codes) == set(OWNERS)
    found = [
        (stranger, verb, address.name, label, status)
        for verb, address in ways_to_name_a_code(client)
        for label, code in codes.items()
        if (status := ask(client, verb, address.path(uuid=code)).status_code) not in HIDDEN | {405}
    ]
    assert not found, in_lines(found)


def test_a_neighbour_of_the_same_clinic_finds_nothing_of_sams(world):
    client = world.client_of("neighbour")
    found = [
        (verb, address.name, label, status)
        for verb, address in ways_to_name_a_code(client)
        for label, code in world.sams_codes().items()
        if (status := ask(client, verb, address.path(uuid=code)).status_code) not in HIDDEN | {405}
    ]
    assert not found, in_lines(found)


def test_every_address_is_given_to_some_role():
    nobodys = [a.name for a in all_addresses() if not allowed(a)]
    assert nobodys == []


def test_each_address_answers_its_own_roles_and_no_other(world):
    wrong = []
    for address in own_addresses():
        roles = allowed(address)
        found = way_in(address, world)
        if not found:
            wrong.append(f"{address.name} answers none of {sorted(roles)}")
            continue
        _, verb, path = found
        for role in sorted(set(world.people) - roles):
            status = ask(world.client_of(role), verb, path).status_code
            if status not in HIDDEN:
                wrong.append(f"{address.name} answers the {role} with {status} on {verb} {path}")
    assert not wrong, in_lines(wrong)


@pytest.mark.parametrize("role", ["physio", "patient", "carer"])
def test_the_admin_is_closed_to_those_who_do_not_edit(world, role):
    client = world.client_of(role)
    answers = {
        address.name: ask(client, "get", address.path()).status_code
        for address in all_addresses()
        if address.route.startswith("admin/")
    }
    assert {name for name, status in answers.items() if status == 200} <= {"admin:jsi18n"}


@pytest.mark.parametrize("role", ["editor", "clinic admin"])
def test_editors_see_no_patient_in_the_admin(world, role):
    client = world.client_of(role)
    lists = {a.name: a.path() for a in all_addresses() if a.name.endswith("_changelist")}
    shown = {
        name
        for name, path in lists.items()
        if world.sam.name in ask(client, "get", path).content.decode(errors="replace")
    }
    assert shown == set()


def test_a_wrong_verb_is_refused(world):
    wrong = []
    for address in own_addresses():
        found = way_in(address, world)
        if not found:
            continue
        role, _, path = found
        client = world.client_of(role)
        for verb in ("put", "patch", "delete"):
            status = ask(client, verb, path).status_code
            if status != 405:
                wrong.append(f"{address.name} answers {verb} with {status}")
    assert not wrong, in_lines(wrong)


def telling_paths(address: Address, world: World) -> set[str]:
    """The path that answers somebody, one that names nothing, and one that names a patient."""
    found = None if allowed(address) == PUBLIC else way_in(address, world)
    named = address.path(**world.values, uuid=world.codes["patients.Patient"])
    return {address.path(), named, *(found[2:] if found else [])}


@pytest.mark.parametrize("role", ["physio", "editor", "clinic admin", "patient", "carer"])
def test_nothing_breaks_whoever_asks(world, role):
    client = world.client_of(role)
    broken = [
        (verb, path)
        for address in all_addresses()
        if address.name not in ("account_logout", "admin:logout")
        for path in telling_paths(address, world)
        for verb in VERBS
        # 501 says in words which optional package an answer would need.
        if (status := ask(client, verb, path).status_code) >= 500 and status != 501
    ]
    assert not broken, in_lines(broken)


def test_every_page_with_a_patients_data_that_a_physio_opens_is_on_record(world):
    """Whatever names something of a patient's and answers a physio leaves a line."""
    client, unrecorded = world.client_of("physio"), set()
    sams = {str(code) for code in world.sams_codes().values()}
    for address in own_addresses():
        role, verb, path = way_in(address, world) or ("", "", "")
        if (role, verb) != ("physio", "get") or not any(code in path for code in sams):
            continue
        with transaction.atomic():
            answer = client.get(path)
            is_noted = AccessRecord.objects.filter(patient=world.sam, user=world.people["physio"])
            if answer.status_code == 200 and not is_noted.exists():
                unrecorded.add(address.name)
            transaction.set_rollback(True)
    assert unrecorded == set()
