"""A missed day: asked once, answered with one tap, helped at once; nothing changes by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from exercises.models import RedFlag
from patients.tests.cast import a_carer
from programmes.missed.actions import make_list_own, say_why
from programmes.missed_counts import missed_for
from programmes.missed_day import missed_day
from programmes.models import Completion, Missed, Pause
from programmes.plans import Ticks, running_plans_for, ticks_for
from programmes.reasons import Choice, choices_for
from programmes.tests.programmes import (
    a_prescription,
    a_programme,
    a_session,
    a_tick,
    days_ago,
)

TODAY = reverse("follow:today")
ASKED = "was missed. What got in the way?"


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 3)))


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def address(name: str, sam, days: int = 1) -> str:
    return reverse(f"missed:{name}", args=[days_ago(sam, days)])


def missed_of(sam):
    plans = running_plans_for([sam.pk])[sam.pk]
    today = sam.local_today()
    first = today - timedelta(days=7)
    ticks = ticks_for([sam.pk], first_day=first, last_day=today).get(sam.pk, Ticks())
    return missed_day(plans, ticks, today)


def test_a_day_with_a_tick_or_a_skip_was_not_missed(sam, bridge):
    assert missed_of(sam) == days_ago(sam, 1)
    a_tick(bridge, days_ago(sam, 1), outcome=Completion.Outcome.SKIPPED)
    assert missed_of(sam) is None


def test_the_last_due_day_counts_and_not_the_rest_day_after_it(sam):
    day = days_ago(sam, 2)
    once = Frequency("weekdays", weekdays=(day.weekday(),))
    a_prescription(a_programme(sam, days_ago(sam, 5)), frequency=once)
    assert missed_of(sam) == day


@pytest.mark.parametrize(
    "given",
    [
        {"frequency": Frequency("times_a_week", n=3)},
        {"frequency": Frequency("as_needed")},
        {"must_do": False},
    ],
    ids=["days of their own choice", "as needed", "if they like"],
)
def test_what_is_not_due_on_a_certain_day_is_not_missed(sam, given):
    a_prescription(a_programme(sam, days_ago(sam, 3)), **given)
    assert missed_of(sam) is None


def test_nobody_is_asked_while_the_plan_is_paused(sam, bridge):
    Pause.objects.create(programme=bridge.stage.programme, from_day=sam.local_today())
    assert missed_of(sam) is None


@pytest.mark.parametrize("how_many", [1, 3])
def test_today_asks_with_one_query_more(
    sam, sam_client, bridge, how_many, django_assert_num_queries
):
    for number in range(how_many - 1):
        a_prescription(bridge.stage, f"Exercise {number}")
    a_session(sam, days_ago(sam, 3))
    with django_assert_num_queries(6 + 1):
        page = text_of(sam_client.get(TODAY))
    assert f"Yesterday {ASKED}" in page
    assert page.index("No time") < page.index("Another reason") < page.index("Better now")


def test_one_tap_says_why_and_the_help_comes_at_once(sam, sam_client, bridge):
    answer = sam_client.post(
        address("say", sam), {"reason": "no_time"}, headers={"HX-Request": "true"}
    )
    said = Missed.objects.get()
    assert (said.kind, said.on, said.by) == ("no_time", days_ago(sam, 1), sam.user)
    assert "Even 5 minutes count" in text_of(answer)
    assert reverse("guide:guided") + "?minutes=5" in text_of(answer)
    assert "<html" not in text_of(answer)


def test_without_htmx_the_help_is_a_page_and_today_does_not_ask_again(sam, sam_client, bridge):
    page = sam_client.post(address("say", sam), {"reason": "forgot"}, follow=True)
    assert "That happens to everyone" in text_of(page)
    assert ASKED not in text_of(sam_client.get(TODAY))


def test_who_forgot_can_set_a_reminder(sam, sam_client, bridge):
    page = text_of(sam_client.post(address("say", sam), {"reason": "forgot"}, follow=True))
    assert f'href="{reverse("remind:own")}"' in page


def test_of_today_the_reasons_are_said_in_the_present(sam, sam_client, bridge):
    yesterday, today = (text_of(sam_client.get(address("why", sam, days))) for days in (1, 0))
    assert all(f">{words}<" in yesterday for words in ("Forgot", "Was away", "It hurt"))
    assert all(f">{words}<" in today for words in ("I am away", "It hurts", "Too hard"))
    assert "Forgot" not in today
    assert sam_client.post(address("say", sam, 0), {"reason": "forgot"}).status_code == 422
    page = sam_client.post(address("say", sam, 0), {"reason": "no_kit"}, follow=True)
    assert "I have nothing to do it with" in text_of(page)


def test_a_clinics_own_words_stay_as_they_are(sam, sam_client, bridge):
    make_list_own(clinic=sam.clinic)
    sam.clinic.missed_reasons.filter(kind="away").update(words="On the road")
    page = text_of(sam_client.get(address("why", sam, 0)))
    assert ">On the road<" in page
    assert "Forgot" not in page


def test_thanks_are_said_once(sam, sam_client, bridge):
    page = sam_client.post(address("say", sam), {"reason": "other"}, follow=True)
    assert text_of(page).count("Thank you for telling us") == 1


def test_pain_answers_with_the_rule_the_signs_and_the_emergency_number(sam, sam_client, bridge):
    sam.clinic.red_words = "Stop, and call us."
    sam.clinic.save()
    RedFlag.objects.create(text="Numb between the legs", level=RedFlag.Level.EMERGENCY, position=1)
    page = text_of(sam_client.post(address("say", sam), {"reason": "pain"}, follow=True))
    assert all(words in page for words in ("Stop, and call us.", "Numb between", "tel:999"))


def test_too_hard_can_be_told_to_the_physio_in_one_tap(sam, sam_client, bridge):
    sam_client.post(address("say", sam), {"reason": "too_hard"})
    page = sam_client.get(address("why", sam))
    message = "My exercises are too hard for me at the moment."
    assert f'name="text" value="{message}"' in text_of(page)
    message_id = page.context["answer"].message_id
    for _ in range(2):
        sam_client.post(reverse("talk:own"), {"text": message, "message_id": message_id})
    assert [m.text for m in sam.messages.all()] == [message]


def test_a_changed_answer_is_kept_beside_the_earlier_one(sam, sam_client, bridge):
    for reason in ("forgot", "away", "away"):
        sam_client.post(address("say", sam), {"reason": reason})
    rows = [(said.kind, said.replaced_at is None) for said in Missed.objects.order_by("pk")]
    assert rows == [("forgot", False), ("away", True)]


def test_who_would_rather_not_say_is_left_in_peace(sam, sam_client, bridge):
    sam_client.post(address("rather-not", sam))
    assert ASKED not in text_of(sam_client.get(TODAY))
    assert missed_for(sam).counts == []


def test_not_today_is_an_answer_and_can_be_taken_back(sam, sam_client, bridge):
    a_tick(bridge, days_ago(sam, 1))
    sam_client.post(address("say", sam, 0), {"reason": "unwell"})
    assert "You said: not today." in text_of(sam_client.get(TODAY))
    sam_client.post(address("take-back", sam, 0))
    assert "You said: not today." not in text_of(sam_client.get(TODAY))


@pytest.mark.parametrize(("sent", "status"), [({}, 422), ({"reason": "nonsense"}, 422)])
def test_no_reason_is_refused_with_words(sam, sam_client, bridge, sent, status):
    answer = sam_client.post(address("say", sam), sent)
    assert (answer.status_code, Missed.objects.count()) == (status, 0)


def test_only_the_last_week_can_be_answered(sam, sam_client, bridge):
    assert sam_client.post(address("say", sam, 8), {"reason": "away"}).status_code == 404
    tomorrow = reverse("missed:say", args=[sam.local_today() + timedelta(days=1)])
    assert sam_client.post(tomorrow, {"reason": "away"}).status_code == 404


@pytest.mark.parametrize("name", ["say", "rather-not", "take-back"])
def test_who_may_say_why(sam, client, bridge, priya, name):
    path = address(name, sam)
    assert client.post(path).status_code == 302
    client.force_login(a_carer(sam, "Rita Walker", may_tick=False).user)
    assert client.post(path).status_code == 403
    client.force_login(priya.user)
    assert client.post(path).status_code == 403
    client.force_login(sam.user)
    assert client.get(path).status_code == 405


def test_a_carer_says_it_in_their_own_name(sam, cora, client, bridge):
    client.force_login(cora.user)
    client.post(address("say", sam), {"reason": "away"})
    assert Missed.objects.get().by == cora.user


def test_the_physio_sees_the_counts_in_two_queries(sam, bridge, django_assert_num_queries):
    for days, kind in ((1, "pain"), (2, "pain"), (3, "away")):
        choice = Choice(kind, "", "")
        say_why(patient=sam, on=days_ago(sam, days), choice=choice, by=sam.user)
    with django_assert_num_queries(2):
        said = missed_for(sam)
    assert [(c.words, c.times) for c in said.counts] == [("It hurt", 2), ("Was away", 1)]
    assert said.counts[0].last_on == days_ago(sam, 1)


def test_a_retired_reason_keeps_its_words_where_it_was_given(sam, bridge):
    make_list_own(clinic=sam.clinic)
    choice = choices_for(sam.clinic)[0]
    say_why(patient=sam, on=days_ago(sam, 1), choice=choice, by=sam.user)
    sam.clinic.missed_reasons.update(retired_on=sam.local_today())
    assert choices_for(sam.clinic) == []
    assert [count.words for count in missed_for(sam).counts] == ["No time"]
