"""A clinic admin puts a logo on the paper: checked, made anew, replaced, taken off."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exercises.tests.library import image_bytes
from programmes.tests.programmes import a_prescription, a_programme

PAGE, OFF = reverse("handout:logo"), reverse("handout:logo-off")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def sent(data: bytes, name: str = "logo.png") -> dict:
    return {"picture": SimpleUploadedFile(name, data, content_type="image/png")}


def test_a_logo_is_made_anew_and_stands_on_the_handout(adam_client, adam, sam, priya):
    adam_client.post(PAGE, sent(image_bytes()))
    adam.clinic.refresh_from_db()
    assert adam.clinic.logo.name.endswith(".webp")
    a_prescription(programme := a_programme(sam, sam.local_today()))
    adam_client.force_login(priya.user)
    paper = adam_client.get(reverse("handout:programme", args=[programme.code]))
    assert "data:image/webp;base64" in paper.content.decode()


def test_another_one_takes_its_place_and_the_old_file_goes(adam_client, adam, tmp_path):
    adam_client.post(PAGE, sent(image_bytes()))
    adam_client.post(PAGE, sent(image_bytes()))
    assert len(list(tmp_path.rglob("*.webp"))) == 1


def test_it_can_be_taken_off(adam_client, adam, tmp_path):
    adam_client.post(PAGE, sent(image_bytes()))
    adam_client.post(OFF)
    adam.clinic.refresh_from_db()
    assert not adam.clinic.logo
    assert list(tmp_path.rglob("*.webp")) == []


def test_what_is_no_picture_is_refused_with_words(adam_client, adam):
    answer = adam_client.post(PAGE, sent(b"<svg onload=alert(1)>", "logo.svg"))
    assert answer.status_code == 422
    assert "not a picture that we can read" in answer.content.decode()
    assert not adam.clinic.logo


def test_only_a_clinic_admin_may(priya_client):
    assert priya_client.get(PAGE).status_code == 403
    assert priya_client.post(OFF).status_code == 403
