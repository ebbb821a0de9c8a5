"""Which facts call for a physio's attention, and in which order?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from patients.pain_rule import PainRule
from programmes.review.attention import KINDS, NO_DAY, reasons_for
from programmes.review.facts import (
    Fact,
    Handling,
    Question,
    SessionFact,
    Situation,
    StageFact,
)

TODAY = date(2026, 1, 15)  # a Thursday
WELL = Situation(today=TODAY, rule=PainRule(), done=12, due=14)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


LATE_STAGE = StageFact(5, ago(10), has_next=True)


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
    "one skip that hurts": ({"skips": [Fact(TODAY, 1)]}, ["Skipped once: it hurts"]),
    "several skips that hurt": (
        {"skips": [Fact(ago(2), 2), Fact(ago(1), 1)]},
        ["Skipped 3 times: it hurts"],
    ),
    "pain rises by two": ({"sessions": scores(1, 1, 1, 3, 3, 3)}, ["Pain is rising"]),
    "pain rises by less": ({"sessions": scores(1, 1, 1, 3, 3, 2)}, []),
    "five scores are too few": ({"sessions": scores(0, 0, 3, 3, 3)}, []),
    "pain that fell": ({"sessions": scores(3, 3, 3, 1, 1, 1)}, []),
    "nothing done for four days": ({"days_idle": 4}, []),
    "nothing done for five days": ({"days_idle": 5}, ["Nothing done for 5 days"]),
    "begun two days ago": ({"days_idle": 2, "has_done_anything": False}, []),
    "begun three days ago": ({"days_idle": 3, "has_done_anything": False}, ["Nothing done yet"]),
    "paused": ({"days_idle": None, "has_done_anything": False}, []),
    "half of it is enough": ({"done": 3, "due": 6}, []),
    "less than half": ({"done": 3, "due": 7}, ["3 done in two weeks, 7 due"]),
    "too little was due to say": ({"done": 0, "due": 5}, []),
    "little was done before a pause": ({"done": 0, "due": 9, "days_idle": None}, []),
    "a stop is said once": ({"days_idle": 6, "done": 1}, ["Nothing done for 6 days"]),
    "a message that nobody opened": ({"question": Question(ago(1), 7)}, ["New message"]),
    "a message opened today": (
        {"question": Question(TODAY, 7, was_opened=True)},
        ["Message not answered yet"],
    ),
    "a message opened and not answered": (
        {"question": Question(ago(3), 7, was_opened=True)},
        ["No answer for 3 days"],
    ),
    "a wish to stop": ({"wish": Fact(ago(1), 3)}, ["Wants to stop"]),
    "green and done for the stage": (
        {"stage": LATE_STAGE, "sessions": [said(5, 2), said(3, 3), said(1, 0)]},
        ["Next stage? 3 scores green, 12 of 14 done"],
    ),
    "one amber score": (
        {"stage": LATE_STAGE, "sessions": [said(5, 2), said(3, 4), said(1, 0)]},
        [],
    ),
    "two scores say too little": ({"stage": LATE_STAGE, "sessions": [said(5, 2), said(3, 1)]}, []),
    "scores of the stage before do not count": (
        {"stage": LATE_STAGE, "sessions": [said(11, 2), said(3, 3), said(1, 0)]},
        [],
    ),
    "green, but half done": (
        {"stage": LATE_STAGE, "done": 7, "sessions": [said(5, 2), said(3, 3), said(1, 0)]},
        [],
    ),
    "green in the last stage": (
        {
            "stage": LATE_STAGE._replace(has_next=False),
            "sessions": [said(5, 2), said(3, 3), said(1, 0)],
        },
        [],
    ),
    "green in the first days of a stage": (
        {
            "stage": LATE_STAGE._replace(since=ago(6)),
            "sessions": [said(5, 2), said(3, 3), said(1, 0)],
        },
        [],
    ),
    "changed 13 days ago": ({"changed_on": ago(13)}, []),
    "changed 14 days ago": ({"changed_on": ago(14)}, ["Nothing changed for 14 days"]),
    "nothing is to be changed in a pause": ({"changed_on": ago(20), "days_idle": None}, []),
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
    ({"question": Question(TODAY, 7)}, "answer"),
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
            assert reason.tone in {"red", "amber", "coral", "info", "green"}
            assert reason.kind in KINDS


# Handled


def handled(kind: str, on: date, level: int = 0, *, days_ago: int = 0) -> dict:
    return {"handled": {kind: Handling(Fact(on, level), ago(days_ago))}}


QUIET = {
    "that red day": (
        {"sessions": [said(3, 8)]} | handled("red", ago(3), 8),
        [],
    ),
    "a red day after it": (
        {"sessions": [said(3, 8), said(1, 6)]} | handled("red", ago(3), 8),
        ["Pain 6 yesterday"],
    ),
    "a worse score of the same day": (
        {"sessions": [said(1, 9)]} | handled("red", ago(1), 7),
        ["Pain 9 yesterday"],
    ),
    "amber days that stood beside the red one": (
        {"sessions": [said(4, 8), said(3, 5), said(2, 5)]} | handled("red", ago(4), 8, days_ago=1),
        [],
    ),
    "amber days since": (
        {"sessions": [said(4, 8), said(1, 5), said(0, 5)]} | handled("red", ago(4), 8, days_ago=2),
        ["Pain up to 5 on 2 days"],
    ),
    "a skip, and one more that day": (
        {"skips": [Fact(ago(1), 2)]} | handled("hurts", ago(1), 1),
        ["Skipped 2 times: it hurts"],
    ),
    "a message that needs no answer": (
        {"question": Question(ago(2), 7, was_opened=True)} | handled("question", ago(2), 7),
        [],
    ),
    "and the next message": (
        {"question": Question(ago(2), 8, was_opened=True)} | handled("question", ago(2), 7),
        ["No answer for 2 days"],
    ),
    "rising pain, until three new scores": (
        {"sessions": scores(1, 1, 1, 3, 3, 3)} | handled("rising", ago(15), 3),
        [],
    ),
    "a stop that goes on, for two weeks": (
        {"days_idle": 20, "last_done_on": ago(20)} | handled("stopped", ago(20), days_ago=13),
        [],
    ),
    "a stop that went on for two weeks more": (
        {"days_idle": 20, "last_done_on": ago(20)} | handled("stopped", ago(20), days_ago=14),
        ["Nothing done for 20 days"],
    ),
    "another stop": (
        {"days_idle": 6, "last_done_on": ago(6)} | handled("stopped", ago(12), days_ago=7),
        ["Nothing done for 6 days"],
    ),
    "a programme that ends": ({"days_to_end": 3} | handled("ending", ago(-3)), []),
    "a programme that ends on another day now": (
        {"days_to_end": 5} | handled("ending", ago(-3)),
        ["Programme ends in 5 days"],
    ),
    "who never signed in": ({"has_joined": False} | handled("link", NO_DAY), []),
    "another kind": (
        {"sessions": [said(3, 8)]} | handled("note", ago(3)),
        ["Pain 8 on Monday"],
    ),
}


@pytest.mark.parametrize(("facts", "words"), QUIET.values(), ids=QUIET)
def test_what_was_handled_is_quiet_until_something_new(facts, words):
    assert [reason.words for reason in reasons_for(replace(WELL, **facts))] == words


def test_every_reason_can_be_handled_and_is_then_quiet():
    for facts, _ in CASES.values():
        at = replace(WELL, **facts)
        done = {one.kind: Handling(one.fact, TODAY) for one in reasons_for(at)}
        left = reasons_for(replace(at, handled=done))
        assert [one.kind for one in left if one.may_be_handled] == []
