"""What may be said between a patient and the clinic, who sees it, and what is kept?"""

from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from exercises.tests.library import an_exercise
from patients.mail import wait_until_sent
from patients.models import AccessRecord
from patients.tests.cast import a_carer
from programmes.models import Message, ReadyReply
from programmes.tests.programmes import a_prescription, a_programme
from programmes.thread import USUAL_REPLIES

pytestmark = pytest.mark.django_db
OWN = reverse("talk:own")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def a_message(patient, text="Is this right?", **fields) -> Message:
    return Message.objects.create(
        patient=patient, author=patient.user, from_clinic=False, text=text, **fields
    )


def thread_of(patient) -> str:
    return reverse("talk:thread", args=[patient.code])


def test_a_question_pinned_to_an_exercise_reaches_the_physio(sam_client, sam, priya):
    programme = a_programme(sam)
    prescription = a_prescription(programme.stages.get(), exercise=an_exercise("Clamshell"))

    sam_client.post(OWN, {"text": "Hip or knee?", "about": str(prescription.exercise.code)})

    page = client_of(priya.user).get(thread_of(sam)).content.decode()
    assert "Hip or knee?" in page
    assert "Clamshell" in page


def test_the_patient_sees_that_it_was_seen(sam_client, sam, priya):
    a_message(sam)
    assert "not seen yet" in sam_client.get(OWN).content.decode()
    client_of(priya.user).get(thread_of(sam))
    assert "seen by your physio" in sam_client.get(OWN).content.decode()


def test_one_click_answers(priya_client, sam):
    a_message(sam)
    answer = priya_client.post(
        reverse("talk:reply", args=[sam.code]),
        {"text": USUAL_REPLIES[0], "message_id": uuid4()},
        follow=True,
    )
    newest = Message.objects.latest("pk")
    assert (newest.text, newest.from_clinic) == (USUAL_REPLIES[0], True)
    assert answer.status_code == 200
    assert not Message.objects.unseen_by_clinic().exists()


def test_a_clinic_that_wrote_its_own_replies_is_offered_those(priya_client, sam, clinic):
    ReadyReply.objects.create(clinic=clinic, text="See you on Tuesday.")
    page = priya_client.get(thread_of(sam)).content.decode()
    assert "See you on Tuesday." in page
    assert USUAL_REPLIES[0] not in page


def test_the_same_message_sent_twice_is_one(sam_client, sam):
    body = {"text": "Hello", "message_id": uuid4()}
    for _ in range(3):
        assert sam_client.post(OWN, body).status_code == 302
    assert sam.messages.count() == 1


def test_an_id_of_somebody_else_is_not_taken(sam_client, sam, tess):
    theirs = a_message(tess, text="Theirs")
    sam_client.post(OWN, {"text": "Mine", "message_id": theirs.message_id})
    assert [m.text for m in Message.objects.all()] == ["Theirs"]


def test_the_mail_says_only_that_there_is_a_message(
    sam_client, sam, priya, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sam_client.post(OWN, {"text": "My hip is sore"})
    wait_until_sent()
    sent = mail.outbox[-1]
    assert (sent.to, sent.subject) == ([priya.user.email], "You have a message")
    assert "hip" not in str(sent.message())
    assert "Sam" not in str(sent.message())


def test_when_messages_are_read_and_the_emergency_number_are_always_there(sam_client, clinic):
    page = sam_client.get(OWN).content.decode()
    assert "Do not wait for an answer in an emergency." in page
    assert f"<strong>{clinic.emergency_number}</strong>" in page


def test_an_empty_message_comes_back_and_nothing_is_sent(sam_client, sam):
    assert sam_client.post(OWN, {"text": "  "}).status_code == 422
    assert sam_client.post(OWN).status_code == 422
    assert not sam.messages.exists()


def test_a_foreign_prescription_cannot_be_pinned(sam_client, sam, tess):
    theirs = a_prescription(a_programme(tess).stages.get(), exercise=an_exercise("Bridge"))
    mine = a_prescription(a_programme(sam).stages.get(), exercise=an_exercise("Clamshell"))
    assert mine.code != theirs.code
    answer = sam_client.post(OWN, {"text": "Hello", "about": str(theirs.exercise.code)})
    assert answer.status_code == 422
    assert not Message.objects.exists()


def test_a_stranger_cannot_tell_that_there_is_a_thread(sam, olu):
    client = client_of(olu.user)
    assert client.get(thread_of(sam)).status_code == 404
    reply = client.post(reverse("talk:reply", args=[sam.code]), {"text": "Hello"})
    assert reply.status_code == 404
    assert not Message.objects.exists()


def test_a_patient_reads_only_their_own(sam, tess):
    a_message(sam, text="Only for Priya")
    assert "Only for Priya" not in client_of(tess.user).get(OWN).content.decode()
    assert client_of(tess.user).get(thread_of(sam)).status_code == 403


def test_a_carer_reads_as_granted_and_writes_nothing(sam, cora):
    a_message(sam, text="Question")
    carer = client_of(cora.user)
    assert "Question" in carer.get(OWN).content.decode()
    assert carer.post(OWN, {"text": "Hello"}).status_code == 403
    shut_out = a_carer(sam, "Otto Walker", may_tick=False, may_read_log=False)
    assert client_of(shut_out.user).get(OWN).status_code == 403


def test_nobody_gets_in_without_signing_in(client, sam):
    for address in (OWN, thread_of(sam)):
        assert client.get(address).status_code == 302


def test_a_reply_is_a_post(priya_client, sam):
    assert priya_client.get(reverse("talk:reply", args=[sam.code])).status_code == 405


def test_reading_a_thread_is_on_record(priya_client, sam, priya):
    priya_client.get(thread_of(sam))
    record = AccessRecord.objects.get()
    assert (record.user, record.patient) == (priya.user, sam)


@pytest.mark.parametrize("count", [1, 3])
def test_the_thread_takes_the_same_queries_for_any_length(
    priya_client, sam, count, django_assert_num_queries
):
    for number in range(count):
        a_message(sam, text=f"Message {number}")
    priya_client.get(thread_of(sam))
    with django_assert_num_queries(8):
        priya_client.get(thread_of(sam))


@pytest.mark.parametrize("count", [1, 3])
def test_the_patients_thread_takes_the_same_queries_for_any_length(
    sam_client, sam, count, django_assert_num_queries
):
    for number in range(count):
        a_message(sam, text=f"Message {number}")
    with django_assert_num_queries(5):
        sam_client.get(OWN)


def test_a_new_message_stands_on_the_caseload_until_it_is_opened(priya_client, sam):
    a_prescription(a_programme(sam), "Clamshell")
    a_message(sam)
    caseload = reverse("review:caseload")
    assert "New message" in priya_client.get(caseload).content.decode()
    priya_client.get(thread_of(sam))
    assert "New message" not in priya_client.get(caseload).content.decode()


@pytest.mark.parametrize("has_trained", [True, False])
def test_today_says_that_the_physio_wrote_until_it_is_opened(sam_client, sam, priya, has_trained):
    a_prescription(a_programme(sam), "Clamshell")
    if has_trained:
        sam.sessions.create(on=sam.local_today())
    Message.objects.create(patient=sam, author=priya.user, from_clinic=True, text="Well done.")
    today = reverse("follow:today")
    assert "Your physio wrote to you" in sam_client.get(today).content.decode()
    sam_client.get(OWN)
    assert "Your physio wrote to you" not in sam_client.get(today).content.decode()
