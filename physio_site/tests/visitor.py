"""What can a person without manners send? Anything, to every page and form of their role."""

import re
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import urlencode, urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from patients.actions import invite
from patients.invitations import invitation_path
from patients.tests.cast import a_patient

from .addresses import Address, all_addresses
from .demo_world import PUBLIC, REFUSED, World, admin_paths_of, allowed, paths_of, remember
from .page_forms import Page, PageForm

ROLES = ("nobody", "patient", "carer", "physio", "editor", "clinic admin")
# Seconds of CPU which no request may take, whatever it asks: else one person stops the site.
TOO_LONG = 2.0
ENCODED = "application/x-www-form-urlencoded"


class Visitor:
    """One role's browser. What it does is undone, so that each request finds the same world."""

    def __init__(self, world: World, role: str) -> None:
        self.world, self.role = world, role
        self.client = Client(raise_request_exception=False)
        if role == "nobody":
            asked = {"email": world.sam.user.email}
            self.client.post(reverse("account_request_login_code"), asked)
        else:
            self.client.force_login({**world.people, **world.strangers}[role])
            session = self.client.session
            # As if just signed in: pages about sign-in ask for the password again else.
            session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
            session.save()
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
        self.broken: list[str] = []
        self.asked = 0

    def send(self, verb: str, path: str, *, says: str = "", keep: bool = False, **how):
        """One request; an answer of 500 or more is noted with what caused it."""
        self.client.cookies.clear()
        self.client.cookies.load(self.cookies)
        began = time.process_time()
        with transaction.atomic():
            answer = self.client.generic(verb, path, **how)
            transaction.set_rollback(not keep)
        self.asked += 1
        if (spent := time.process_time() - began) > TOO_LONG:
            self.broken.append(f"{self.role}: {verb} {path[:90]} {says[:90]}: {spent:.1f} s of CPU")
        if answer.status_code >= 500:
            why = getattr(answer, "exc_info", None) or (None, "no exception")
            self.broken.append(f"{self.role}: {verb} {path[:90]} {says[:90]}: {why[1]!r:.200}")
        return answer

    def post(self, form: PageForm, sent: dict[str, list], **how) -> HttpResponse:
        body = urlencode(sent, doseq=True, errors="surrogatepass")
        return self.send("POST", form.action, data=body, content_type=ENCODED, **how)

    @cached_property
    def pages(self) -> list[Page]:
        """One page of every address that is for this role."""
        found = (self.page_at(address) for address in all_addresses())
        return [page for page in found if page]

    def page_at(self, address: Address) -> Page | None:
        """The first page that this address shows, whatever has to be named in it."""
        if address.name == "account_logout" or address.route.endswith(".pdf"):
            return None
        for path in self.paths_of(address):
            answer = self.send("GET", path)
            if is_page(answer):
                if address.name != "patients:join":
                    remember(address, path, self.world)
                return Page(path, answer.content.decode())
            if answer.status_code in REFUSED:
                return None
        return None

    def every_path(self) -> Iterator[str]:
        """Of each address that is for this role every path that names something of theirs."""
        for address in all_addresses():
            if address.name != "account_logout" and not address.route.endswith(".pdf"):
                yield from self.paths_of(address)

    def paths_of(self, address: Address) -> Iterable[str]:
        roles = allowed(address)
        if address.name == "patients:join":
            return [self.a_link()] if self.role == "nobody" else []
        if roles != PUBLIC and self.role not in roles:
            return []
        if address.route.startswith("admin/"):
            return admin_paths_of(address)
        return paths_of(address, self.world)

    def a_link(self) -> str:
        """An invitation that nobody has opened yet."""
        patient = a_patient(self.world.sam.physio, "Nora New", signed_in_before=False)
        return invitation_path(invite(patient=patient, by=patient.physio))

    def forms(self, method: str = "post") -> list[PageForm]:
        """Each form once, though many pages carry it."""
        forms = [form for page in self.pages for form in page.forms if form.method == method]
        return unique(form for form in forms if route_of(form.action))


def is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and "text/html" in answer["Content-Type"]


def route_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return ""


def shape_of(form: PageForm) -> tuple[str, ...]:
    """Where a form goes and what it asks; the admin adds and changes with one form."""
    route = route_of(form.action).replace("<path:object_id>/change/", "add/")
    return (route, *sorted(re.sub(r"\d+", "#", name) for name in form.kinds))


def unique(forms: Iterable[PageForm]) -> list[PageForm]:
    return list({shape_of(form): form for form in forms}.values())
