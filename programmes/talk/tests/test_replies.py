"""The clinic keeps its own list of replies that are sent with one click."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import ReadyReply
from programmes.thread import USUAL_REPLIES, ready_replies

pytestmark = pytest.mark.django_db
LIST, NEW, OWN = (reverse(f"talk:{name}") for name in ("replies", "reply-new", "replies-own"))


def address(name: str, reply: ReadyReply) -> str:
    return reverse(f"talk:{name}", args=[reply.code])


@pytest.fixture
def own(clinic) -> list[ReadyReply]:
    return [
        ReadyReply.objects.create(clinic=clinic, text=text, position=place)
        for place, text in enumerate(("First", "Second", "Third"))
    ]


def test_a_clinic_takes_over_the_usual_replies_once(priya_client, clinic):
    assert USUAL_REPLIES[0] in priya_client.get(LIST).content.decode()
    for _ in range(2):
        priya_client.post(OWN)
    assert ready_replies(clinic) == list(USUAL_REPLIES)
    assert clinic.ready_replies.count() == len(USUAL_REPLIES)


def test_a_new_reply_comes_last_and_keeps_the_usual_ones(priya_client, clinic):
    priya_client.post(NEW, {"text": "See you on Tuesday."})
    assert ready_replies(clinic) == [*USUAL_REPLIES, "See you on Tuesday."]


def test_a_reply_is_changed_moved_up_and_removed(priya_client, clinic, own):
    priya_client.post(address("reply-edit", own[0]), {"text": "Changed"})
    priya_client.post(address("reply-up", own[2]))
    assert ready_replies(clinic) == ["Changed", "Third", "Second"]
    priya_client.post(address("reply-up", own[0]))  # the first stays the first
    priya_client.post(address("reply-remove", own[1]))
    assert ready_replies(clinic) == ["Changed", "Third"]


@pytest.mark.parametrize("text", ["", " ", "x" * 301])
def test_an_empty_or_endless_reply_comes_back(priya_client, clinic, text):
    assert priya_client.post(NEW, {"text": text}).status_code == 422
    assert not clinic.ready_replies.exists()


def test_another_clinic_finds_nothing_and_patients_may_not(olu, sam, adam, own):
    names = ("reply-edit", "reply-up", "reply-remove")
    for person, status in ((olu, 404), (sam, 403)):
        client = Client()
        client.force_login(person.user)
        for name in names:
            assert client.post(address(name, own[0]), {"text": "Theirs"}).status_code == status
    assert ReadyReply.objects.filter(text="First").exists()
    client = Client()
    client.force_login(adam.user)
    assert client.get(LIST).status_code == 200
    assert client.get(address("reply-up", own[0])).status_code == 405
    assert Client().get(LIST)["Location"].startswith(reverse("account_login"))
