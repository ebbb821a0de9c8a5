"""Can a message that was sent by mistake be taken back, and is it kept?"""

import pytest
from django.test import Client
from django.urls import reverse

from patients.tests.cast import a_staff_member
from programmes.models import Message
from programmes.tests.programmes import a_prescription, a_programme

pytestmark = pytest.mark.django_db
OWN, TODAY = reverse("talk:own"), reverse("follow:today")


def an_answer(sam, by, text="I will call you.", **fields) -> Message:
    Message.objects.create(patient=sam, author=sam.user, from_clinic=False, text="Shall I go on?")
    return Message.objects.create(
        patient=sam, author=by.user, from_clinic=True, text=text, **fields
    )


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def taking_back(message: Message) -> str:
    return reverse("talk:take-back", args=[message.message_id])


def test_a_reply_of_one_click_carries_its_undo(priya_client, sam):
    an_answer(sam, sam)  # somebody else's, so that there is another one
    reply = {"text": "Carry on as you are.", "from": "record"}
    page = priya_client.post(reverse("talk:reply", args=[sam.code]), reply, follow=True)
    sent = Message.objects.latest("pk")
    assert f'action="{taking_back(sent)}"' in page.content.decode()


def test_what_was_taken_back_is_kept_and_the_patient_does_not_see_it(priya_client, sam, priya):
    patient = client_of(sam.user)
    a_prescription(a_programme(sam), "Clamshell")
    answer = an_answer(sam, priya)
    assert "I will call you." in priya_client.get(thread_of(sam)).content.decode()

    assert priya_client.post(taking_back(answer))["Location"] == record_of(sam)

    answer.refresh_from_db()
    assert (answer.text, answer.seen_at, answer.taken_back_at is not None) == (
        "I will call you.",
        None,
        True,
    )
    assert "Your physio wrote to you" not in patient.get(TODAY).content.decode()
    assert "I will call you." not in patient.get(OWN).content.decode()
    assert "taken back" in priya_client.get(thread_of(sam)).content.decode()


def test_the_question_waits_again(priya_client, sam, priya):
    answer = an_answer(sam, priya)
    assert "Answer in one click" not in priya_client.get(record_of(sam)).content.decode()
    priya_client.post(taking_back(answer))
    page = priya_client.get(record_of(sam)).content.decode()
    assert "Answer in one click" in page
    assert "Message not answered yet" in page


def test_what_was_seen_stays(priya_client, sam, priya):
    answer = an_answer(sam, priya)
    assert "Take back" in priya_client.get(record_of(sam)).content.decode()
    client_of(sam.user).get(OWN)
    assert "Take back" not in priya_client.get(record_of(sam)).content.decode()
    page = priya_client.post(taking_back(answer), {"from": "thread"}, follow=True)
    assert "It stays" in page.content.decode()
    answer.refresh_from_db()
    assert answer.taken_back_at is None


def test_nobody_takes_back_for_somebody_else(client, sam, priya, olu):
    answer = an_answer(sam, priya)
    address = taking_back(answer)
    colleague = a_staff_member(sam.clinic, "Dan Cole", is_physio=True)
    clients = [client_of(one.user) for one in (sam, olu, colleague)]
    statuses = [one.post(address).status_code for one in (client, *clients)]
    answer.refresh_from_db()
    assert (statuses, answer.taken_back_at) == ([302, 403, 404, 302], None)


def test_taking_back_is_a_post(priya_client, sam, priya):
    assert priya_client.get(taking_back(an_answer(sam, priya))).status_code == 405


def thread_of(patient) -> str:
    return reverse("talk:thread", args=[patient.code])


def record_of(patient) -> str:
    return reverse("review:patient", args=[patient.code])
