"""How did it go? The pain, the clinic's words for it, and warning signs with a red score."""

import pytest
from django.test import Client
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from exercises.models import RedFlag
from programmes.models import Message, Session
from programmes.tests.programmes import a_prescription, a_programme, a_session, a_tick, days_ago

FINISH = reverse("follow:finish")


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 10)))


def test_what_was_said_is_kept_with_the_day(sam, sam_client, bridge):
    sam_client.post(FINISH, {"pain_after": 4, "effort": 6, "note": "A bit stiff"})
    session = Session.objects.get()
    assert (session.on, session.pain_after, session.effort) == (sam.local_today(), 4, 6)
    assert session.note == "A bit stiff"
    assert session.finished_at is not None


def test_everything_may_be_left_out(sam_client, bridge):
    answer = sam_client.post(FINISH, {}, follow=True)
    assert answer.status_code == 200
    assert Session.objects.get().pain_after is None


def test_the_ends_of_the_scale_are_named_with_their_numbers(sam_client, bridge):
    page = sam_client.get(FINISH).content.decode()
    before_the_numbers = page.partition('class="scale-points"')[0]
    assert "0 = No pain" in before_the_numbers
    assert "10 = Worst pain" in before_the_numbers


@pytest.mark.parametrize(
    ("score", "tone"), [(0, "green"), (3, "green"), (4, "amber"), (5, "amber"), (6, "red")]
)
def test_the_answer_is_the_clinics_words_for_the_score(sam, sam_client, bridge, score, tone):
    page = sam_client.post(FINISH, {"pain_after": score}, follow=True).content.decode()
    assert f"callout tone-{tone}" in page
    assert sam.clinic.pain_rule.words[tone] in page
    assert "Your plan does not change by itself." in page


def test_the_physios_own_limits_for_the_patient_count(sam, sam_client, bridge):
    sam.green_max, sam.amber_max = 1, 2
    sam.save()
    page = sam_client.post(FINISH, {"pain_after": 3}, follow=True).content.decode()
    assert sam.clinic.pain_rule.words["red"] in page


def test_a_red_score_brings_the_warning_signs_and_the_number(sam_client, bridge):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain")
    red = sam_client.post(FINISH, {"pain_after": 8}, follow=True).content.decode()
    assert "Sudden chest pain" in red
    assert "tel:999" in red
    green = sam_client.post(FINISH, {"pain_after": 1}, follow=True).content.decode()
    assert "Sudden chest pain" not in green


def test_a_red_score_can_be_told_to_the_physio_in_one_tap(sam, sam_client, bridge):
    a_tick(bridge)
    a_prescription(bridge.stage, "Clam")
    page = sam_client.post(FINISH, {"pain_after": 8}, follow=True).content.decode()
    words = "Pain 8 of 10 after the exercises. What do you advise?"
    assert f'value="{words}"' in page
    assert f'<option value="{bridge.exercise.code}">Glute bridge</option>' in page
    assert "Clam" not in page
    assert not Message.objects.exists()
    sam_client.post(reverse("talk:own"), {"text": words, "about": bridge.exercise.code})
    assert Message.objects.get().prescription == bridge


def test_whom_to_call_stands_above_the_signs(sam, sam_client, bridge):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain")
    page = sam_client.post(FINISH, {"pain_after": 8}, follow=True).content.decode()
    assert page.count('class="btn btn-danger') == 1
    assert page.index("tel:999") < page.index("Sudden chest pain")


@pytest.mark.parametrize("score", [1, 5, 8])
def test_a_wrong_number_can_be_changed_at_once_and_on_today(sam, sam_client, bridge, score):
    a_tick(bridge)
    page = sam_client.post(FINISH, {"pain_after": score}, follow=True).content.decode()
    assert f'href="{FINISH}?day={sam.local_today()}"' in page
    today = " ".join(sam_client.get(reverse("follow:today")).content.decode().split())
    assert f"You said {score} for pain." in today
    assert f'href="{FINISH}">Change</a>' in today


@pytest.mark.parametrize(("score", "queries"), [(1, 2 + 1 + 2), (8, 2 + 1 + 3)])
@pytest.mark.parametrize("how_many", [1, 3])
def test_the_answer_asks_as_much_whatever_was_done(
    sam, sam_client, bridge, score, queries, how_many, django_assert_num_queries
):
    """Sign-in, the session; then the plan, or the signs and what may have hurt."""
    for number in range(how_many):
        a_tick(a_prescription(bridge.stage, f"Exercise {number}"))
    a_session(sam, pain_after=score)
    with django_assert_num_queries(queries):
        sam_client.get(reverse("follow:finished"))


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        (Frequency(), "See you tomorrow."),
        (Frequency("weekdays", weekdays=(0, 3)), "See you on Thursday."),
        (Frequency("times_a_week", n=3), "See you next time."),
    ],
)
def test_the_next_day_is_named(sam, sam_client, time_machine, frequency, words):
    time_machine.move_to("2026-11-23 10:00 +0000")  # a Monday
    a_tick(a_prescription(a_programme(sam), frequency=frequency))
    assert words in sam_client.post(FINISH, {"pain_after": 1}, follow=True).content.decode()
    assert words in sam_client.get(reverse("follow:today")).content.decode()


@pytest.mark.parametrize("wrong", ["11", "-1", "three", "1.5", "\x00", "9" * 5000])
def test_a_wrong_score_keeps_what_was_typed(sam_client, bridge, wrong):
    answer = sam_client.post(FINISH, {"pain_after": wrong, "note": "Knee clicks"})
    assert answer.status_code == 422
    assert "Choose a number from 0 to 10." in answer.content.decode()
    assert "Knee clicks" in answer.content.decode()
    assert Session.objects.count() == 0


def test_what_was_said_before_is_shown_again(sam, sam_client, bridge):
    a_session(sam, pain_after=3, note="A bit stiff")
    page = " ".join(sam_client.get(FINISH).content.decode().split())
    assert 'name="pain_after" value="3" checked' in page
    assert "A bit stiff" in page


def test_an_earlier_day_can_be_told_for_a_week(sam, sam_client, bridge):
    sam_client.post(f"{FINISH}?day={days_ago(sam, 7)}", {"pain_after": 2})
    assert Session.objects.get().on == days_ago(sam, 7)
    assert sam_client.get(f"{FINISH}?day={days_ago(sam, 8)}").status_code == 404
    assert sam_client.get(f"{FINISH}?day=soon").status_code == 404


def test_from_the_first_tick_to_saved_takes_two_taps_more_than_ticks(sam, sam_client, bridge):
    """One tap for the tick, one for the score, one to save."""
    tick = {"tick_id": "6f9619ff-8b86-d011-b42d-00c04fc964ff", "on": sam.local_today()}
    asked = sam_client.post(reverse("follow:tick", args=[bridge.code]), tick, follow=True)
    assert asked.redirect_chain == [(FINISH, 302)]
    assert b'name="pain_after"' in asked.content


def test_there_is_no_answer_without_a_session(sam_client, bridge):
    assert sam_client.get(reverse("follow:finished")).status_code == 404


def test_after_finishing_today_asks_no_more(sam, sam_client, bridge):
    a_tick(bridge)
    assert "How did it go?" in sam_client.get(reverse("follow:today")).content.decode()
    sam_client.post(FINISH, {"pain_after": 1})
    assert "How did it go?" not in sam_client.get(reverse("follow:today")).content.decode()


def test_it_asks_who_it_is(client, priya):
    assert client.get(FINISH).status_code == 302
    client.force_login(priya.user)
    assert client.get(FINISH).status_code == 403


def test_what_was_said_before_stays_beside_what_is_said_now(sam, sam_client, priya, bridge):
    sam_client.post(FINISH, {"pain_after": 7, "effort": 6})
    sam_client.post(FINISH, {"pain_after": 2, "effort": 6})
    session = Session.objects.get()
    correction = session.corrections.get()
    assert (session.pain_after, correction.before, correction.by) == (
        2,
        {"pain_after": 7},
        sam.user,
    )
    physio = Client()
    physio.force_login(priya.user)
    page = physio.get(reverse("review:patient", args=[sam.code])).content.decode()
    assert "Said before: pain after 7. Changed by Sam Walker" in page


def test_saying_the_same_again_is_no_correction(sam_client, bridge):
    for _ in range(2):
        sam_client.post(FINISH, {"pain_after": 4})
    assert not Session.objects.get().corrections.exists()
