"""Which facts call for a physio's attention, and in which order?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from patients.pain_rule import PainRule
from programmes.adherence import Adherence
from programmes.review.attention import SessionFact, Situation, reasons_for

TODAY = date(2026, 1, 15)  # a Thursday
WELL = Situation(today=TODAY, rule=PainRule(), adherence=Adherence(12, 14))


def said(days_ago: int, pain: int | None = None, **more) -> SessionFact:
    return SessionFact(TODAY - timedelta(days=days_ago), pain_after=pain, **more)


def scores(*pains: int) -> list[SessionFact]:
    """One a week, the last one 8 days ago: old enough not to count by itself."""
    return [said(8 + 7 * n, pain) for n, pain in reversed(list(enumerate(reversed(pains))))]


CASES = {
    "all is well": ({}, []),
    "green pain": ({"sessions": [said(1, 3)]}, []),
    "red pain today": ({"sessions": [said(0, 6)]}, ["Pain 6 today"]),
    "red pain yesterday": ({"sessions": [said(1, 7)]}, ["Pain 7 yesterday"]),
    "red pain on a day of this week": ({"sessions": [said(6, 8)]}, ["Pain 8 on Friday"]),
    "red pain a week ago is past": ({"sessions": [said(7, 8)]}, []),
    "the worst of several": ({"sessions": [said(3, 9), said(1, 6)]}, ["Pain 9 on Monday"]),
    "the worst before, after or next morning": (
        {"sessions": [said(1, 2, pain_before=6)]},
        ["Pain 6 yesterday"],
    ),
    "one amber day": ({"sessions": [said(1, 5)]}, []),
    "two amber days": ({"sessions": [said(3, 4), said(1, 5)]}, ["Pain up to 5 on 2 days"]),
    "the patient's own limits": (
        {"sessions": [said(1, 5)], "rule": PainRule(green_max=2, amber_max=4)},
        ["Pain 5 yesterday"],
    ),
    "no better the next morning": (
        {"sessions": [said(2, 3, pain_before=2, pain_next_morning=5)]},
        ["Pain 5 the morning after Tuesday"],
    ),
    "the next morning as before": (
        {"sessions": [said(2, 3, pain_before=5, pain_next_morning=5)]},
        [],
    ),
    "a green next morning": (
        {"sessions": [said(2, 3, pain_before=0, pain_next_morning=3)]},
        [],
    ),
    "one skip that hurts": ({"skips_that_hurt": 1}, ["Skipped once: it hurts"]),
    "several skips that hurt": ({"skips_that_hurt": 3}, ["Skipped 3 times: it hurts"]),
    "pain rises by two": ({"sessions": scores(1, 1, 1, 3, 3, 3)}, ["Pain is rising"]),
    "pain rises by less": ({"sessions": scores(1, 1, 1, 3, 3, 2)}, []),
    "five scores are too few": ({"sessions": scores(0, 0, 3, 3, 3)}, []),
    "pain that fell": ({"sessions": scores(3, 3, 3, 1, 1, 1)}, []),
    "nothing done for four days": ({"days_idle": 4}, []),
    "nothing done for five days": ({"days_idle": 5}, ["Nothing done for 5 days"]),
    "begun two days ago": ({"days_idle": 2, "has_done_anything": False}, []),
    "begun three days ago": ({"days_idle": 3, "has_done_anything": False}, ["Nothing done yet"]),
    "paused": ({"days_idle": None, "has_done_anything": False}, []),
    "half of it is enough": ({"adherence": Adherence(3, 6)}, []),
    "less than half": ({"adherence": Adherence(3, 7)}, ["3 of 7 done in two weeks"]),
    "too little was due to say": ({"adherence": Adherence(0, 5)}, []),
    "what is optional does not count": ({"adherence": Adherence(6, 6, 0, 20)}, []),
    "little was done before a pause": ({"adherence": Adherence(0, 9), "days_idle": None}, []),
    "a stop is said once": (
        {"days_idle": 6, "adherence": Adherence(1, 14)},
        ["Nothing done for 6 days"],
    ),
    "a message that nobody opened": ({"has_question": True}, ["New message"]),
    "a note": ({"sessions": [said(2, note="My knee clicks.")]}, ["Wrote a note on Tuesday"]),
    "an empty note": ({"sessions": [said(2, note="  ")]}, []),
    "an old note": ({"sessions": [said(7, note="My knee clicks.")]}, []),
    "a link not used yet": ({"has_joined": False}, ["Link not used yet"]),
    "who never came in did not stop": (
        {"has_joined": False, "days_idle": 9, "has_done_anything": False},
        ["Link not used yet"],
    ),
    "no programme": ({"has_programme": False, "days_idle": None}, ["No programme"]),
    "a programme ends in 8 days": ({"days_to_end": 8}, []),
    "a programme ends in 7 days": ({"days_to_end": 7}, ["Programme ends in 7 days"]),
    "a programme ends tomorrow": ({"days_to_end": 1}, ["Programme ends tomorrow"]),
    "a programme ends today": ({"days_to_end": 0}, ["Programme ends today"]),
    "a programme is over": ({"days_to_end": -1}, ["Programme is over"]),
    "the most pressing first": (
        {"sessions": [said(1, 8, note="Ouch.")], "days_idle": 6, "days_to_end": 2},
        [
            "Pain 8 yesterday",
            "Nothing done for 6 days",
            "Wrote a note yesterday",
            "Programme ends in 2 days",
        ],
    ),
}


@pytest.mark.parametrize(("facts", "words"), CASES.values(), ids=CASES)
def test_reasons(facts, words):
    assert [reason.words for reason in reasons_for(replace(WELL, **facts))] == words


STEPS = [
    ({"sessions": [said(1, 8)]}, "review"),
    ({"has_question": True}, "answer"),
    ({"has_joined": False}, "invite"),
    ({"has_programme": False}, "assign"),
    ({"days_to_end": -3}, "assign"),
]


@pytest.mark.parametrize(("facts", "step"), STEPS)
def test_each_reason_says_the_next_step(facts, step):
    assert reasons_for(replace(WELL, **facts))[0].next_step == step


def test_every_reason_has_an_icon_and_a_tone_beside_its_words():
    for facts, _ in CASES.values():
        for reason in reasons_for(replace(WELL, **facts)):
            assert reason.icon
            assert reason.tone in {"red", "amber", "coral", "info"}
