"""A picture in a message: only a checked one, for nobody but those who read the thread."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from exercises.tests.library import image_bytes
from patients.models import AccessRecord
from patients.tests.cast import a_carer
from programmes.models import Message, MessagePicture
from programmes.talk import forms

pytestmark = pytest.mark.django_db
OWN = reverse("talk:own")


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_photo(name: str = "knee.jpg") -> SimpleUploadedFile:
    """With the place and the camera in it, as phones make them."""
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    return SimpleUploadedFile(name, image_bytes((900, 600), "JPEG", exif=exif), "image/jpeg")


@pytest.fixture
def kept(sam_client) -> MessagePicture:
    sam_client.post(OWN, {"text": "Is this swelling normal?", "picture": a_photo()})
    return MessagePicture.objects.get()


def client_of(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def read(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_picture_reaches_the_physio_without_place_or_camera(kept, priya_client, sam):
    page = priya_client.get(reverse("talk:thread", args=[sam.code])).content.decode()
    assert "Is this swelling normal?" in page
    assert kept.small_url in page
    answer = priya_client.get(kept.get_absolute_url())
    data = read(answer)
    with Image.open(BytesIO(data)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("WEBP", (900, 600), {})
    assert b"Secret Camera" not in data
    assert len(read(priya_client.get(kept.small_url))) < len(data)


def test_a_picture_alone_is_a_message_and_the_physio_sends_one_too(priya, sam):
    thread = reverse("talk:thread", args=[sam.code])
    client_of(priya).post(thread, {"picture": a_photo()})
    message = Message.objects.get()
    assert (message.text, message.from_clinic) == ("", True)
    assert client_of(sam).get(message.picture.get_absolute_url()).status_code == 200


def test_it_can_only_be_looked_at_and_is_kept_nowhere(kept, sam_client):
    answer = sam_client.get(kept.get_absolute_url())
    assert {name: answer[name] for name in ("Content-Type", "Cache-Control")} == {
        "Content-Type": "image/webp",
        "Cache-Control": "private, no-store",
    }
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nobody_else_sees_it(kept, olu, tess, edie, adam, sam):
    address = kept.get_absolute_url()
    assert Client().get(address)["Location"].startswith(reverse("account_login"))
    shut_out = a_carer(sam, "Otto Walker", may_tick=False, may_read_log=False)
    for person, status in ((olu, 404), (tess, 404), (edie, 403), (adam, 403), (shut_out, 403)):
        assert client_of(person).get(address).status_code == status
    assert client_of(olu).post(address).status_code == 405


def test_a_carer_who_reads_the_log_sees_it(kept, cora):
    assert client_of(cora).get(kept.get_absolute_url()).status_code == 200


def test_a_physios_look_is_on_record(kept, priya_client, priya, sam):
    priya_client.get(kept.get_absolute_url())
    record = AccessRecord.objects.get(what=AccessRecord.What.PICTURE)
    assert (record.user, record.patient) == (priya.user, sam)


REFUSED = {
    "a page": (b"<html><script>alert(1)</script></html>", "not a picture"),
    "a drawing with scripts": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
    "half a photo": (image_bytes((900, 600), "JPEG")[:900], "broken"),
    "nothing": (b"", "empty"),
}


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused_and_the_words_stay(sam_client, sam, data, why):
    upload = SimpleUploadedFile("knee.jpg", data, "image/jpeg")
    answer = sam_client.post(OWN, {"text": "My own words", "picture": upload})
    page = answer.content.decode()
    assert (answer.status_code, sam.messages.count()) == (422, 0)
    assert why in page
    assert "My own words" in page


def test_too_heavy_a_file_is_refused(sam_client, sam, monkeypatch):
    monkeypatch.setattr("exercises.uploads.MOST_MEGABYTES", 0)
    answer = sam_client.post(OWN, {"picture": a_photo()})
    assert (answer.status_code, sam.messages.count()) == (422, 0)
    assert "This file is larger than" in answer.content.decode()


def test_enough_pictures_for_a_day_are_refused_unopened(sam_client, sam, kept, monkeypatch):
    monkeypatch.setattr(forms, "MOST_PICTURES_A_DAY", 1)
    answer = sam_client.post(OWN, {"text": "One more", "picture": a_photo()})
    assert "many pictures today" in answer.content.decode()
    assert sam.messages.count() == 1
    assert sam_client.post(OWN, {"text": "Only words"}).status_code == 302


def test_the_same_message_sent_twice_keeps_one_picture(sam_client):
    body = {"text": "Look", "message_id": "11111111-2222-4333-8444-555555555555"}
    for _ in range(2):
        sam_client.post(OWN, body | {"picture": a_photo()})
    assert (Message.objects.count(), MessagePicture.objects.count()) == (1, 1)
