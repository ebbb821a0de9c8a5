"""Everything that a patient does, each told once: with which hand is said in test_patient_flows.py.

A flow opens a page, works with the hand it was given, and looks at what is kept in the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.test import Client

from patients.models import Patient, User

from ..hands import Hand

if TYPE_CHECKING:  # Playwright is in the test lock only
    from playwright.sync_api import Page

Flow = Callable[[Hand, Patient], None]


@dataclass(frozen=True)
class Told:
    flow: Flow
    # True: scripts are needed; False: it is there for whoever has none.
    scripts: bool | None = None

    @property
    def name(self) -> str:
        return self.flow.__name__.replace("_", " ")


FLOWS: list[Told] = []


def a_patient_does(flow: Flow) -> Flow:
    FLOWS.append(Told(flow))
    return flow


def with_scripts_only(flow: Flow) -> Flow:
    FLOWS.append(Told(flow, scripts=True))
    return flow


def without_scripts_only(flow: Flow) -> Flow:
    FLOWS.append(Told(flow, scripts=False))
    return flow


def sign_in(page: Page, user: User, address: str) -> None:
    """This phone is somebody else's from now on."""
    client = Client()
    client.force_login(user)
    name, site = settings.SESSION_COOKIE_NAME, urljoin(page.url, "/")
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    page.goto(address)


def sign_out(page: Page, address: str) -> None:
    page.context.clear_cookies()
    page.goto(address)
