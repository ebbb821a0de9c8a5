"""Which place of the staff's bar is marked, and does each role find its own?"""

import re
from html import unescape

import pytest
from django.urls import reverse

from programmes.build.tests.desks import a_draft_for, a_template_of
from programmes.tests.programmes import a_programme


def bar_of(client, address):
    page = client.get(address).content.decode()
    return re.search(r'<nav class="staff-nav".*?</nav>', page, re.S)[0]


def places(client, address):
    return re.findall(r"<span>(.*?)</span>", bar_of(client, address))


def marked(client, address):
    link = r"<a [^>]*aria-current[^>]*>.*?<span>(.*?)</span>"
    return [unescape(words) for words in re.findall(link, bar_of(client, address), re.S)]


OF_A_PATIENT = ["review:patient", "patients:edit", "patients:care", "talk:thread", "remind:log"]


@pytest.mark.parametrize("name", [*OF_A_PATIENT, "patients:carers", "review:scores"])
def test_a_patients_pages_belong_to_the_caseload(priya_client, sam, name):
    assert marked(priya_client, reverse(name, args=[sam.code])) == ["Caseload"]


def test_a_new_patient_belongs_to_the_caseload(priya_client):
    assert marked(priya_client, reverse("build:patient-new")) == ["Caseload"]


@pytest.mark.parametrize("name", ["handout:programme", "build:pause", "build:end"])
def test_a_patients_programme_belongs_to_the_caseload(priya_client, sam, name):
    programme = a_programme(sam)
    assert marked(priya_client, reverse(name, args=[programme.code])) == ["Caseload"]


def test_the_builder_belongs_to_what_is_built(priya_client, priya, sam):
    for tree, place in ((a_draft_for(sam), "Caseload"), (a_template_of(priya), "Templates")):
        assert marked(priya_client, reverse("build:builder", args=[tree.code])) == [place]


@pytest.mark.parametrize("name", ["build:template", "build:several", "handout:programme"])
def test_what_shows_a_template_belongs_to_the_templates(priya_client, priya, name):
    template = a_template_of(priya)
    assert marked(priya_client, reverse(name, args=[template.code])) == ["Templates"]


def test_each_role_finds_its_own_place(client, priya, adam, edie):
    home = reverse("exercises:exercise-list")
    own = {priya: ["Caseload", "Templates"], adam: ["My clinic"], edie: ["Editor"]}
    for member, first in own.items():
        client.force_login(member.user)
        assert places(client, home) == [*first, "Library", "Read"]


def test_the_clinics_pages_and_the_editors_are_marked(client, adam, edie):
    client.force_login(adam.user)
    assert marked(client, reverse("talk:replies")) == ["My clinic"]
    client.force_login(edie.user)
    assert marked(client, reverse("admin:exercises_exercise_changelist")) == ["Editor"]


@pytest.mark.parametrize("name", ["talk:replies", "missed:reasons"])
def test_a_physio_finds_the_clinics_lists_and_the_way_back(priya_client, name):
    page = priya_client.get(reverse("review:caseload")).content.decode()
    assert f'<a href="{reverse(name)}">' in page
    page = priya_client.get(reverse(name)).content.decode()
    assert f'<a class="backlink" href="{reverse("review:caseload")}">' in page
    assert reverse("patients:staff") not in page
