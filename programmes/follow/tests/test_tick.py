"""One tick: made once, whoever sends it however often, on the patient's own day."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from programmes.models import Completion, Session
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago, succeeded

from .deeds import DATA, HTMX, sends_tick, standing


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 10)))


def test_a_tick_is_kept_with_who_when_and_where(sam, sam_client, bridge):
    sends_tick(sam_client, bridge, sam.local_today(), zone="Asia/Tokyo")
    tick = Completion.objects.get()
    assert (tick.by, tick.ticked_zone, tick.recorded) == (sam.user, "Asia/Tokyo", "manual")
    assert (tick.session.patient, tick.session.on) == (sam, sam.local_today())


@pytest.mark.parametrize("is_first_of_the_day", [True, False])
def test_a_tick_takes_five_queries_beside_sign_in(
    sam, sam_client, bridge, is_first_of_the_day, django_assert_num_queries
):
    clam = a_prescription(bridge.stage, "Clam")
    a_prescription(bridge.stage, "Side plank")
    if not is_first_of_the_day:
        a_tick(clam)
    with django_assert_num_queries(2 + 5):
        answer = sends_tick(sam_client, bridge, sam.local_today(), **HTMX)
    assert answer.status_code == 200


def test_without_javascript_it_leads_back_to_the_row(sam, sam_client, bridge):
    a_prescription(bridge.stage, "Clam")
    answer = sends_tick(sam_client, bridge, sam.local_today())
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('follow:today')}#row-{bridge.line}"


def test_with_htmx_the_row_the_head_and_the_bar_come_back(sam, sam_client, bridge):
    a_prescription(bridge.stage, "Clam")
    piece = sends_tick(sam_client, bridge, sam.local_today(), **HTMX).content.decode()
    assert 'data-state="done"' in piece
    assert "1 of 2 done" in piece
    assert "Go on" in piece
    assert "<html" not in piece


@pytest.mark.parametrize("options", [{}, HTMX])
def test_the_last_tick_leads_to_how_it_went(sam, sam_client, bridge, options):
    answer = sends_tick(sam_client, bridge, sam.local_today(), **options)
    assert answer.headers.get("HX-Redirect", answer.headers.get("Location")) == reverse(
        "follow:finish"
    )


def test_from_an_exercise_page_it_leads_to_the_next_exercise(sam, sam_client, bridge):
    clam = a_prescription(bridge.stage, "Clam")
    answer = sends_tick(sam_client, bridge, sam.local_today(), then="next")
    assert answer["Location"] == reverse("follow:exercise", args=[clam.code])


def test_the_same_tick_sent_twice_is_one(sam, sam_client, bridge):
    tick_id = uuid4()
    said = [
        sends_tick(sam_client, bridge, sam.local_today(), tick_id=tick_id, **DATA).json()["status"]
        for _ in range(3)
    ]
    assert said == ["created", "already", "already"]
    assert len(standing()) == 1


def test_a_second_device_with_its_own_id_makes_no_second_tick(sam, sam_client, bridge):
    said = [
        sends_tick(sam_client, bridge, sam.local_today(), **DATA).json()["status"] for _ in range(2)
    ]
    assert said == ["created", "already"]
    assert Completion.objects.count() == 1


def test_a_tick_that_was_undone_stays_undone_when_it_is_sent_again(sam, sam_client, bridge):
    tick_id = uuid4()
    sends_tick(sam_client, bridge, sam.local_today(), tick_id=tick_id)
    sam_client.post(reverse("follow:untick", args=[tick_id]))
    answer = sends_tick(sam_client, bridge, sam.local_today(), tick_id=tick_id, **DATA).json()
    assert (answer["status"], answer["is_standing"]) == ("already", False)
    assert standing() == []


def test_after_an_undo_a_new_tick_counts(sam, sam_client, bridge):
    tick_id = uuid4()
    sends_tick(sam_client, bridge, sam.local_today(), tick_id=tick_id)
    sam_client.post(reverse("follow:untick", args=[tick_id]))
    sends_tick(sam_client, bridge, sam.local_today())
    assert standing() == [("Glute bridge", sam.local_today(), 1, "done")]


def test_two_slots_are_two_ticks_and_a_third_is_refused(sam, sam_client):
    twice = a_prescription(a_programme(sam), frequency=Frequency(times_per_day=2))
    answers = [
        sends_tick(sam_client, twice, sam.local_today(), slot=slot, **DATA) for slot in (1, 2, 3)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert answers[2].json()["reason"] == "no such slot"
    assert [slot for _, _, slot, _ in standing()] == [1, 2]


@pytest.mark.parametrize(
    ("days_from_today", "status"),
    [(-8, "refused"), (-7, "created"), (0, "created"), (2, "created"), (3, "refused")],
)
def test_days_too_far_back_or_ahead_are_refused(sam, sam_client, bridge, days_from_today, status):
    on = sam.local_today() + timedelta(days=days_from_today)
    answer = sends_tick(sam_client, bridge, on, **DATA)
    assert answer.json()["status"] == status
    assert answer.status_code == (422 if status == "refused" else 200)
    assert len(standing()) == (status == "created")


def test_a_refusal_says_why_and_what_is_kept(sam, sam_client, bridge):
    answer = sends_tick(sam_client, bridge, days_ago(sam, 8))
    assert answer.status_code == 422
    assert "That day is more than 7 days ago. Ask your physio to add it." in answer.content.decode()
    assert Session.objects.count() == 0


def test_a_refusal_with_htmx_is_told_on_today(sam, sam_client, bridge):
    answer = sends_tick(sam_client, bridge, days_ago(sam, 8), **HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (422, reverse("follow:today"))
    assert "That day is more than 7 days ago." in sam_client.get("/today/").content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"tick_id": "no id"},
        {"tick_id": ""},
        {"on": "2026-02-30"},
        {"on": ""},
        {"on": "10000-01-01"},
        {"slot": 0},
        {"slot": 99999999999},
        {"slot": "\x00"},
        {"recorded": "back_dated"},
        {"recorded": "whole"},
        {"ticked_at": "noon"},
        {"zone": "Z" * 61},
    ],
)
def test_nonsense_is_refused(sam, sam_client, bridge, sent):
    answer = sends_tick(sam_client, bridge, **({"on": sam.local_today()} | sent), **DATA)
    assert (answer.status_code, answer.json()["reason"]) == (422, "not understood")
    assert standing() == []


def test_an_odd_zone_of_a_device_does_not_cost_the_tick(sam, sam_client, bridge):
    sends_tick(sam_client, bridge, sam.local_today(), zone="Etc/GMT+12")
    assert Completion.objects.get().ticked_zone == sam.time_zone


def test_a_tick_for_an_earlier_day_is_shown_as_entered_later(sam, sam_client, bridge):
    sends_tick(sam_client, bridge, days_ago(sam, 1))
    assert Completion.objects.get().recorded == "back_dated"


def test_a_tick_made_offline_yesterday_and_sent_today_is_none_entered_later(
    sam, sam_client, bridge, time_machine
):
    time_machine.move_to(datetime(2026, 3, 11, 9, tzinfo=UTC))
    bridge.stage.programme.start_on = date(2026, 3, 1)
    bridge.stage.programme.save()
    sends_tick(
        sam_client,
        bridge,
        date(2026, 3, 10),
        recorded="offline",
        ticked_at="2026-03-10T20:15:00.000Z",
    )
    assert Completion.objects.get().recorded == "offline"


@pytest.mark.parametrize("instant", ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_device_clock_in_another_age_does_not_cost_the_tick(sam, sam_client, bridge, instant):
    before = datetime.now(UTC)
    sends_tick(sam_client, bridge, sam.local_today(), ticked_at=instant)
    assert Completion.objects.get().ticked_at >= before


def test_a_device_clock_far_ahead_is_refused(sam, sam_client, bridge):
    hours_ahead = (datetime.now(UTC) + timedelta(hours=49)).isoformat()
    for ahead in (hours_ahead, "9999-12-31T23:59:59-14:00"):
        answer = sends_tick(sam_client, bridge, sam.local_today(), ticked_at=ahead, **DATA)
        assert answer.json()["reason"] == "ahead"


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-10 02:30 +0000", date(2026, 3, 9)),
        ("2026-03-10 03:30 +0000", date(2026, 3, 10)),
        # The clocks go on from 01:00 to 02:00, and back from 02:00 to 01:00.
        ("2026-03-29 01:59 +0000", date(2026, 3, 28)),
        ("2026-03-29 02:01 +0000", date(2026, 3, 29)),
        ("2026-10-25 02:59 +0000", date(2026, 10, 24)),
        ("2026-10-25 03:01 +0000", date(2026, 10, 25)),
    ],
)
def test_the_form_of_today_names_the_patients_own_day(sam, sam_client, time_machine, instant, day):
    time_machine.move_to(instant)
    bridge = a_prescription(a_programme(sam, date(2026, 3, 1), stages=((1, 50),)))
    page = sam_client.get(reverse("follow:today")).content.decode()
    assert f'name="on" value="{day}"' in page
    sends_tick(sam_client, bridge, day)
    assert Completion.objects.get().recorded == "manual"


def test_an_old_version_still_shown_on_a_device_is_taken_and_fills_the_new_ones_slot(
    sam, sam_client, bridge
):
    new = succeeded(bridge, on=sam.local_today())
    assert sends_tick(sam_client, bridge, sam.local_today(), **DATA).json()["status"] == "created"
    assert sends_tick(sam_client, new, sam.local_today(), **DATA).json()["status"] == "already"
    assert len(standing()) == 1


def test_a_version_that_ended_long_ago_is_refused(sam, sam_client, bridge):
    succeeded(bridge, on=days_ago(sam, 8))
    answer = sends_tick(sam_client, bridge, sam.local_today(), **DATA)
    assert answer.json()["reason"] == "changed"


def test_a_day_outside_the_programme_is_refused(sam, sam_client):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 2)))
    answer = sends_tick(sam_client, bridge, days_ago(sam, 3), **DATA)
    assert answer.json()["reason"] == "not running"


def test_a_strangers_exercise_does_not_exist(tess, sam_client):
    foreign = a_prescription(a_programme(tess))
    assert sends_tick(sam_client, foreign, tess.local_today()).status_code == 404
    assert standing() == []


def test_a_strangers_tick_id_cannot_be_taken_over(sam, tess, sam_client, bridge):
    foreign = a_tick(a_prescription(a_programme(tess), "Clam"))
    answer = sends_tick(sam_client, bridge, sam.local_today(), tick_id=foreign.tick_id, **DATA)
    assert (answer.status_code, answer.json()["reason"]) == (422, "id taken")
    assert standing() == [("Clam", tess.local_today(), 1, "done")]


def test_a_tick_is_only_posted_and_asks_who_it_is(sam, client, bridge):
    address = reverse("follow:tick", args=[bridge.code])
    assert client.post(address).status_code == 302
    client.force_login(sam.user)
    assert client.get(address).status_code == 405


def test_a_paused_day_may_be_ticked_all_the_same(sam, sam_client, bridge):
    bridge.stage.programme.pauses.create(from_day=days_ago(sam, 2))
    answer = sends_tick(sam_client, bridge, sam.local_today(), **DATA)
    assert answer.json() == {
        "status": "created",
        "is_standing": True,
        "on": sam.local_today().isoformat(),
        "done": 0,
        "due": 0,
        "next": reverse("follow:today"),
    }
