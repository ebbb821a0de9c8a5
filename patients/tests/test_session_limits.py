"""How long does a sign-in hold, and does a change of the person count at the next request?"""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from patients.models import User

from .cast import PASSWORD

HOUR = 3600


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock of sessions on by some seconds."""
    real, ahead = time.time, [0.0]
    monkeypatch.setattr(time, "time", lambda: real() + ahead[0])

    def move_on(seconds):
        ahead[0] += seconds

    return move_on


def is_in(client):
    return client.get(reverse("patients:me")).status_code == 200


def test_staff_are_signed_out_after_half_an_hour_of_nothing(priya_client, clock):
    assert is_in(priya_client)
    clock(31 * 60)
    response = priya_client.get(reverse("patients:me"))
    assert response.url == f"{reverse('account_login')}?next=/me/"
    assert not is_in(priya_client)


def test_staff_who_keep_working_stay_for_twelve_hours(priya_client, clock):
    for _ in range(24):
        assert is_in(priya_client)
        clock(29.9 * 60)
    assert is_in(priya_client)
    clock(5 * 60)
    assert not is_in(priya_client)


def test_a_patient_stays_through_a_quiet_day(sam_client, clock):
    clock(20 * HOUR)
    assert is_in(sam_client)


def test_a_patients_session_ends_thirty_days_after_the_last_visit(sam_client, clock):
    ends = Session.objects.get().expire_date
    assert abs(ends - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)
    clock(25 * HOUR)
    assert is_in(sam_client)
    session = Session.objects.get()
    assert session.expire_date > ends
    assert sam_client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 24 * HOUR


def test_an_ended_session_is_over(sam_client):
    Session.objects.update(expire_date=timezone.now())
    assert not is_in(sam_client)


def test_who_is_switched_off_is_out_at_the_next_request(sam_client, sam):
    assert is_in(sam_client)
    User.objects.filter(pk=sam.user.pk).update(is_active=False)
    assert not is_in(sam_client)


def test_a_role_that_was_taken_away_counts_at_the_next_request(priya_client, priya):
    address = reverse("build:template-list")
    assert priya_client.get(address).status_code == 200
    priya.is_physio, priya.is_editor = False, True
    priya.save()
    assert priya_client.get(address).status_code == 403


def test_who_has_left_is_out_at_the_next_request(priya_client, priya):
    priya.left_on = timezone.localdate() + timedelta(days=1)
    priya.save()
    assert is_in(priya_client)
    priya.left_on = timezone.localdate()
    priya.save()
    assert not is_in(priya_client)


def test_an_editor_who_left_cannot_open_the_admin_although_the_flag_stands(client, edie):
    client.force_login(edie.user)
    assert client.get("/admin/").status_code == 200
    edie.left_on = timezone.localdate()
    edie.save()
    assert edie.user.is_staff
    assert client.get("/admin/").status_code == 302


def test_an_editor_who_became_a_physio_cannot_open_the_admin(client, edie):
    client.force_login(edie.user)
    edie.is_editor, edie.is_physio = False, True
    edie.save()
    assert client.get("/admin/").status_code == 302


def test_a_carer_whose_help_ended_is_out(client, cora):
    client.force_login(cora.user)
    assert is_in(client)
    cora.ended_on = timezone.localdate()
    cora.save()
    assert not is_in(client)


def test_a_carer_of_a_closed_patient_is_out(client, cora, sam):
    client.force_login(cora.user)
    sam.closed_on = timezone.localdate()
    sam.save()
    assert not is_in(client)


def test_signing_out_ends_the_session_itself(sam_client):
    key = sam_client.session.session_key
    sam_client.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key=key).exists()


def test_getting_the_sign_out_page_signs_nobody_out(sam_client):
    sam_client.get(reverse("account_logout"))
    assert is_in(sam_client)


def test_devices_are_listed_and_the_others_can_be_ended(client, sam, no_limits_yet):
    other = client.__class__()
    for browser in (client, other):
        browser.post(reverse("account_login"), {"login": sam.user.email, "password": PASSWORD})
    page = client.get(reverse("usersessions_list")).content.decode()
    assert page.count("Another device") == 2
    assert "127.0.0.1" not in page  # an address tells a patient nothing
    client.post(reverse("usersessions_list"))
    assert is_in(client)
    assert not is_in(other)


def test_a_patient_costs_two_queries_a_request(sam_client, django_assert_num_queries):
    """The session, and the person with every role."""
    with django_assert_num_queries(2):
        assert is_in(sam_client)


def test_a_carer_costs_two_queries_a_request(client, cora, django_assert_num_queries):
    client.force_login(cora.user)
    with django_assert_num_queries(2):
        assert is_in(client)


def test_staff_cost_two_queries_a_request_after_the_first(priya_client, django_assert_num_queries):
    is_in(priya_client)
    with django_assert_num_queries(2):
        assert is_in(priya_client)


def test_a_fragment_sends_the_whole_page_to_the_sign_in(client, db):
    response = client.get(reverse("patients:me"), headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == reverse("account_login")
