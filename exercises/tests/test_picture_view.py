"""A clinic's own picture at its own address."""

from django.urls import reverse

from patients.models import User

from .library import a_draft, a_picture, an_exercise


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_reader_gets_a_picture_that_can_do_nothing(sam_client):
    answer = sam_client.get(a_picture(an_exercise()).get_absolute_url())
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert body(answer)[8:12] == b"WEBP"


def test_the_small_one_is_another_file(sam_client):
    picture = a_picture(an_exercise())
    small, full = (body(sam_client.get(url)) for url in (picture.small_url,
                                                         picture.get_absolute_url()))  # fmt: skip
    assert small != full


def test_pictures_of_drafts_and_of_other_clinics_are_not_found(sam_client, olu):
    for exercise in (a_draft(), an_exercise("Foreign", clinic=olu.clinic)):
        assert sam_client.get(a_picture(exercise).get_absolute_url()).status_code == 404


def test_a_picture_stays_when_its_exercise_goes_back_to_draft(sam_client):
    exercise = an_exercise(status="draft")
    assert sam_client.get(a_picture(exercise).get_absolute_url()).status_code == 200


def test_an_editor_sees_the_picture_of_a_draft(client, edie, sam):
    client.force_login(edie.user)
    assert client.get(a_picture(a_draft()).get_absolute_url()).status_code == 200


def test_a_missing_file_is_not_found_rather_than_an_error(sam_client):
    picture = a_picture(an_exercise())
    picture.image.storage.delete(picture.image.name)
    assert sam_client.get(picture.get_absolute_url()).status_code == 404


def test_two_queries_beside_the_sign_in(sam_client, django_assert_num_queries):
    address = a_picture(an_exercise()).get_absolute_url()
    with django_assert_num_queries(3):
        sam_client.get(address)


def test_anonymous_is_asked_to_sign_in_and_posting_is_refused(client, sam):
    address = a_picture(an_exercise()).get_absolute_url()
    assert client.get(address)["Location"].startswith(reverse("account_login"))
    client.force_login(sam.user)
    assert client.post(address).status_code == 405


def test_a_superuser_sees_every_picture(client, olu):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    picture = a_picture(an_exercise(clinic=olu.clinic))
    assert client.get(picture.get_absolute_url()).status_code == 200
