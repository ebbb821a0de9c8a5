"""A guided session in the browser of a patient, for every test of this folder."""

import pytest

from .runner import Guided


@pytest.fixture
def on_phone(demo_site, page_of):
    def open_session(patient, **options) -> Guided:
        named = {"address", "own_clock"} & set(options)
        own = {name: options.pop(name) for name in named}
        return Guided(page_of(patient.user.email, **options), patient, **own)

    return open_session
