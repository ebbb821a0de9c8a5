"""The page of one's own reminders: choose, test, later today, and by whom?"""

import re
from datetime import UTC, datetime, time

import pytest
from django.core import mail
from django.urls import reverse

from programmes.models import Delivery, PushSubscription, ReminderSettings
from programmes.remind.actions import send_waiting
from programmes.remind.sealed import encoded, key_in_words, new_key, public_bytes
from programmes.tests.programmes import a_prescription, a_programme, a_tick
from programmes.tests.reminders import wants_reminders

OWN = "/me/reminders/"
CHOICE = {
    "days": ["0", "2"],
    "at": "09:00",
    "by_email": "on",
    "quiet_from": "22:00",
    "quiet_to": "07:00",
}
WEEK = {"weekly_summary": "on", "weekly_on": "5", "weekly_at": "10:00"}
TWO_PM = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


@pytest.fixture
def afternoon(time_machine):
    time_machine.move_to(TWO_PM, tick=False)


def times_of(user) -> list[tuple[int, str]]:
    rows = user.reminders.times.values_list("weekday", "at")
    return [(weekday, f"{at:%H:%M}") for weekday, at in rows]


def test_one_time_for_all_chosen_days_is_kept(sam, sam_client):
    answer = sam_client.post(OWN, CHOICE)
    assert (answer.status_code, answer.url) == (302, OWN)
    assert times_of(sam.user) == [(0, "09:00"), (2, "09:00")]
    assert (sam.user.reminders.by_email, sam.user.reminders.by_push) == (True, False)


def test_a_second_time_and_another_one_on_one_day(sam, sam_client):
    sam_client.post(OWN, CHOICE | {"second": "18:30", "own_2": "11:00", "own_5": "10:00"})
    assert times_of(sam.user) == [(0, "09:00"), (0, "18:30"), (2, "11:00"), (5, "10:00")]
    page = sam_client.get(OWN).content.decode()
    assert re.findall(r'name="(own_\d)" value="(..:..)"', page) == [
        ("own_2", "11:00"),
        ("own_5", "10:00"),
    ]
    assert re.findall(r'name="(at|second)" value="(..:..)"', page) == [
        ("at", "09:00"),
        ("second", "18:30"),
    ]


def test_what_the_page_shows_saves_as_it_is(sam, sam_client):
    """Times that were saved come out of the form as they went in."""
    for said in ({}, {"second": "18:30"}, {"own_1": "10:00", "own_4": "12:00"}):
        sam_client.post(OWN, CHOICE | said)
        before = times_of(sam.user)
        form = sam_client.get(OWN).context["form"]
        shown = {name: form[name].value() for name in form.fields}
        sent = {n: v for n, v in shown.items() if v not in (None, False, "")}
        sam_client.post(
            OWN, {n: f"{v:%H:%M}" if isinstance(v, time) else v for n, v in sent.items()}
        )
        assert times_of(sam.user) == before


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"at": "23:00"}, "That is in your quiet hours."),
        ({"at": ""}, "Choose a time."),
        ({"at": "noon"}, "Enter a valid time."),
        ({"days": ["9"]}, "is not one of the available choices"),
    ],
)
def test_what_cannot_be_comes_back_with_words(sam, sam_client, said, words):
    answer = sam_client.post(OWN, CHOICE | said)
    assert (answer.status_code, ReminderSettings.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_without_an_address_the_page_says_how_to_add_one(sam, sam_client):
    sam.user.email = None
    sam.user.save()
    page = sam_client.get(OWN).content.decode()
    assert reverse("patients:address") in page
    page = sam_client.post(OWN, CHOICE, follow=True).content.decode()
    assert "Saved, but we cannot reach you yet." in page
    link = f'<a href="{reverse("patients:address")}">'
    assert link in page.partition("cannot reach you")[2].partition("<form")[0]
    sam.user.email = "sam@new.example"
    sam.user.save()
    assert "Reminders are on." in sam_client.get(OWN).content.decode()


def test_the_first_line_says_whether_reminders_are_on(sam, sam_client):
    page = sam_client.get(OWN).content.decode()
    assert ("Reminders are off." in page, "Turn reminders on" in page) == (True, True)
    page = sam_client.post(OWN, CHOICE, follow=True).content.decode()
    assert ("Reminders are on." in page, "09:00, Mon, Wed" in page) == (True, True)
    assert f"By e-mail to {sam.user.email}" in page


def test_reminders_are_turned_off_with_one_tap_and_the_times_stay(sam, sam_client):
    sam_client.post(OWN, CHOICE)
    page = sam_client.post(f"{OWN}off/", follow=True).content.decode()
    assert "Reminders are off." in page
    assert not ReminderSettings.objects.get().is_on
    assert times_of(sam.user) == [(0, "09:00"), (2, "09:00")]
    assert sam_client.get(f"{OWN}off/").status_code == 405


def test_who_ticks_no_way_is_told_that_reminders_stay_off(sam, sam_client):
    said = {name: value for name, value in CHOICE.items() if name != "by_email"}
    page = sam_client.post(OWN, said, follow=True).content.decode()
    assert "Saved. Reminders are off: tick a day and a way, then turn them on." in page


def test_the_mail_about_the_week_is_chosen_apart_from_the_reminders(sam, sam_client):
    assert sam_client.post(f"{OWN}week/", WEEK).status_code == 302
    reminders = ReminderSettings.objects.get()
    assert (reminders.weekly_summary, reminders.weekly_on, reminders.is_on) == (True, 5, False)
    answer = sam_client.post(f"{OWN}week/", WEEK | {"weekly_at": "06:00"})
    assert (answer.status_code, "quiet hours" in answer.content.decode()) == (422, True)
    answer = sam_client.post(OWN, CHOICE | {"quiet_to": "11:00", "at": "12:00"})
    assert "The mail about your week comes in these hours." in answer.content.decode()
    assert sam_client.get(f"{OWN}week/").status_code == 405


def test_the_calendar_opens_in_the_phones_own_app(sam, sam_client):
    answer = sam_client.post(f"{OWN}calendar/")
    assert (answer.status_code, answer.url) == (302, f"{OWN}#calendar")
    token = ReminderSettings.objects.get().feed_token
    link = f'href="webcal://127.0.0.1:8000/calendar/{token}.ics"'
    assert link in sam_client.get(OWN).content.decode()


def test_what_waits_is_struck_out_when_the_choice_changes(sam, sam_client, afternoon):
    wants_reminders(sam.user, time(14))
    Delivery.objects.create(
        user=sam.user,
        patient=sam,
        kind="reminder",
        channel="email",
        on=TWO_PM.date(),
        at=time(14),
        due_at=TWO_PM,
        next_try_at=TWO_PM,
    )
    sam_client.post(OWN, CHOICE)
    assert list(Delivery.objects.values_list("state", "why")) == [("skipped", "stopped")]


def test_a_test_is_sent_while_the_person_waits(sam, sam_client, no_limits_yet):
    wants_reminders(sam.user)
    page = sam_client.post("/me/reminders/test/", follow=True).content.decode()
    assert "A test is on its way (e-mail)." in page
    assert [letter.subject for letter in mail.outbox] == ["A test for you"]
    for _ in range(3):
        page = sam_client.post("/me/reminders/test/", follow=True).content.decode()
    assert ("Please wait a minute." in page, len(mail.outbox)) == (True, 3)


def test_later_today_brings_one_more_reminder_if_it_is_not_done(
    sam, sam_client, afternoon, time_machine
):
    bridge = a_prescription(a_programme(sam))
    wants_reminders(sam.user)
    for _ in range(2):
        sam_client.post("/later/", {"at": "18:00"})
    page = sam_client.get("/later/").content.decode()
    assert re.findall(r'name="at" value="(..:..)"', page) == ["15:00", "18:00", "20:00"]
    send_waiting()
    assert mail.outbox == []
    time_machine.move_to(TWO_PM.replace(hour=18), tick=False)
    send_waiting()
    assert [letter.subject for letter in mail.outbox] == ["A reminder for you"]
    sam_client.post("/later/", {"at": "19:00"})
    a_tick(bridge)
    time_machine.move_to(TWO_PM.replace(hour=19), tick=False)
    send_waiting()
    assert Delivery.objects.get(at=time(19)).why == "done"


@pytest.mark.parametrize(
    ("at", "words"),
    [("13:00", "That time is past."), ("23:30", "quiet hours"), ("x", "Enter a valid time.")],
)
def test_later_today_has_to_be_later_today(sam, sam_client, afternoon, at, words):
    answer = sam_client.post("/later/", {"at": at})
    assert (answer.status_code, Delivery.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_today_offers_it_only_while_something_is_open(sam, sam_client):
    bridge = a_prescription(a_programme(sam))
    assert reverse("remind:later") in sam_client.get("/today/").content.decode()
    a_tick(bridge)
    assert reverse("remind:later") not in sam_client.get("/today/").content.decode()


def test_a_carer_has_reminders_of_their_own(cora, client):
    client.force_login(cora.user)
    client.post(OWN, CHOICE)
    assert ReminderSettings.objects.get().user == cora.user
    cora.may_tick = False
    cora.save()
    answer = client.get(OWN)
    assert (answer.status_code, "ask your clinic." in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(
    sam, sam_client, times, django_assert_num_queries
):
    wants_reminders(sam.user, *(time(9 + n) for n in range(times)), weekdays=range(times))
    with django_assert_num_queries(5):  # session, person; settings, times, browsers
        sam_client.get(OWN)


def test_a_browser_signs_up_and_only_with_a_push_service_we_know(sam, sam_client, settings):
    settings.PUSH_PRIVATE_KEY = key_in_words(new_key())
    assert "data-push=" in sam_client.get(OWN).content.decode()
    keys = {"p256dh": encoded(public_bytes(new_key())), "auth": encoded(b"0" * 16)}
    good = "https://updates.push.services.mozilla.com/wpush/v2/abc"
    address = "/me/reminders/phone/"
    for endpoint in ("https://127.0.0.1/x", "http://web.push.apple.com/x", "https://evil.example/"):
        assert sam_client.post(address, keys | {"endpoint": endpoint}).status_code == 422
    assert sam_client.post(address, {"endpoint": good} | keys | {"auth": "x"}).status_code == 422
    assert sam_client.post(address, {"endpoint": good} | keys).json() == {"status": "noted"}
    assert PushSubscription.objects.get().user == sam.user
    assert ReminderSettings.objects.get().by_push
    for number in range(6):
        sam_client.post(address, {"endpoint": f"{good}{number}"} | keys)
    assert PushSubscription.objects.filter(gone_at=None).count() == 5
    assert sam_client.get(address).status_code == 405


def test_a_browser_with_another_address_takes_the_place_of_its_old_one(sam, tess, sam_client):
    old, new = (f"https://updates.push.services.mozilla.com/wpush/v2/{n}" for n in ("a", "b"))
    keys = {"p256dh": encoded(public_bytes(new_key())), "auth": encoded(b"0" * 16)}
    PushSubscription.objects.create(user=sam.user, endpoint=old, **keys)
    PushSubscription.objects.create(user=tess.user, endpoint=f"{old}-of-tess", **keys)
    for was in (f"{old}-of-tess", "unknown"):
        sam_client.post("/me/reminders/phone/", {"endpoint": new, "was": was} | keys)
        assert not PushSubscription.objects.filter(endpoint=new).exists()
    for _ in range(2):
        sam_client.post("/me/reminders/phone/", {"endpoint": new, "was": old} | keys)
    mine = PushSubscription.objects.filter(user=sam.user, gone_at=None)
    assert list(mine.values_list("endpoint", flat=True)) == [new]
    assert not ReminderSettings.objects.filter(by_push=True).exists()


def test_the_physio_sees_what_was_sent_and_a_stranger_does_not(sam, priya, olu, client):
    wants_reminders(sam.user, weekdays=range(5))
    address = f"/patients/{sam.code}/reminders/"
    client.force_login(priya.user)
    page = client.get(address).content.decode()
    assert "09:00, Monday to Friday" in page
    assert sam.access_records.count() == 1
    client.force_login(olu.user)
    assert client.get(address).status_code == 404
