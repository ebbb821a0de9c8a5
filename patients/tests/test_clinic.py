"""A clinic admin looks after the settings and the staff of one clinic."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from patients.forms import ClinicForm
from patients.models import AccessRecord, StaffMember, User

from .cast import PASSWORD, a_staff_member

PAGES = ["clinic", "staff", "access-record"]


def settings_form(clinic, **changes):
    return {name: getattr(clinic, name) for name in ClinicForm.Meta.fields} | changes


def test_settings_are_saved(adam_client, clinic):
    wanted = {"name": "Riverbank Physio", "phone": "0123", "amber_max": 6, "red_words": "Stop."}
    adam_client.post(reverse("patients:clinic"), settings_form(clinic, **wanted))
    clinic.refresh_from_db()
    assert {name: getattr(clinic, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"brand_colour": "#FFEE00"}, "too light to read"),
        ({"brand_colour": "teal"}, "Write a colour as #0F5C5C."),
        ({"green_max": 5, "amber_max": 5}, "Amber must reach higher than green."),
        ({"amber_max": 10}, "less than or equal to 9"),
        ({"name": "  "}, "This field is required."),
        ({"time_zone": "Mars/Base"}, "Mars/Base is not one of the available choices."),
    ],
)
def test_wrong_settings_come_back(adam_client, clinic, wrong, words):
    response = adam_client.post(reverse("patients:clinic"), settings_form(clinic, **wrong))
    assert response.status_code == 422
    assert words in response.content.decode()
    clinic.refresh_from_db()
    assert clinic.name == "Riverside Physio"


def test_the_clinics_colour_is_on_every_page_in_both_schemes(adam_client, sam, clinic):
    adam_client.post(reverse("patients:clinic"), settings_form(clinic, brand_colour="#7a1fa2"))
    adam_client.force_login(sam.user)
    page = adam_client.get(reverse("patients:me")).content.decode()
    assert re.search(r"--brand: light-dark\(#7A1FA2, #[0-9A-F]{6}\)", page)


def test_the_colour_field_shows_ours_where_the_clinic_has_none(adam_client, clinic):
    page = adam_client.get(reverse("patients:clinic")).content.decode()
    assert re.search(r'<input type="color"[^>]*value="#0F5C5C"', page)
    adam_client.post(reverse("patients:clinic"), settings_form(clinic, brand_colour="#0f5c5c"))
    clinic.refresh_from_db()
    assert clinic.brand_colour == ""


def test_a_clinic_goes_back_to_the_usual_colour(adam_client, clinic):
    page = adam_client.get(reverse("patients:clinic")).content.decode()
    assert "the usual colour" not in page
    adam_client.post(reverse("patients:clinic"), settings_form(clinic, brand_colour="#7a1fa2"))
    page = adam_client.get(reverse("patients:clinic")).content.decode()
    assert '<button class="btn btn-quiet" type="submit" name="brand_colour" value="">' in page
    form = settings_form(clinic, brand_colour=["#7a1fa2", ""])  # the field, then the button
    adam_client.post(reverse("patients:clinic"), form)
    clinic.refresh_from_db()
    assert clinic.brand_colour == ""


def test_a_colleague_is_added_and_chooses_a_password(adam_client, adam, clinic, mailed):
    form = {"name": "Kim  Fox", "email": "Kim@x.example", "is_physio": "on"}
    adam_client.post(reverse("patients:staff"), form)
    kim = StaffMember.objects.get(user__name="Kim Fox")
    assert (kim.clinic, kim.is_physio, kim.is_editor) == (clinic, True, False)
    assert not kim.user.has_usable_password()
    (mail,) = mailed()
    assert mail.to == ["kim@x.example"]
    browser = adam_client.__class__()
    chain = browser.get(re.search(r"http\S+", mail.body).group(), follow=True).redirect_chain
    browser.post(chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    browser.post(reverse("account_login"), {"login": "kim@x.example", "password": PASSWORD})
    assert browser.session["_auth_user_id"] == str(kim.user.pk)


def test_adding_is_on_record(adam_client, adam):
    form = {"name": "Kim Fox", "email": "kim@x.example", "is_editor": "on", "is_physio": "on"}
    adam_client.post(reverse("patients:staff"), form)
    row = AccessRecord.objects.get(what=AccessRecord.What.ROLE)
    assert (row.user, row.staff_member.user.name) == (adam.user, "Kim Fox")
    assert row.detail == "physio, editor"


@pytest.mark.parametrize("taken", [True, False])
def test_the_answer_does_not_tell_whether_an_address_is_taken(
    adam_client, adam, sam, mailed, taken
):
    email = sam.email if taken else "free@patients.riverside.example"
    page = adam_client.post(
        reverse("patients:staff"), {"name": "Kim", "email": email, "is_physio": "on"}, follow=True
    )
    assert f"A mail is on its way to {email}." in page.content.decode()
    kim = StaffMember.objects.get(user__name="Kim")
    assert kim.user != sam.user
    (mail,) = mailed()
    assert mail.to == [email]
    assert ("/password/reset/key/" in mail.body) is not taken


def test_the_list_shows_no_address(adam_client, adam, priya):
    assert priya.user.email not in adam_client.get(reverse("patients:staff")).content.decode()


@pytest.mark.parametrize("wrong", [{"email": "no"}, {"name": ""}, {"is_physio": ""}, {"email": ""}])
def test_a_wrong_colleague_comes_back(adam_client, adam, wrong, mailed):
    form = {"name": "Kim", "email": "kim@x.example", "is_physio": "on"} | wrong
    assert adam_client.post(reverse("patients:staff"), form).status_code == 422
    assert not User.objects.filter(name="Kim").exists()
    assert mailed() == []


def member_page(name, member):
    return reverse(f"patients:{name}", args=[member.code])


def test_roles_are_changed_and_on_record(adam_client, priya):
    adam_client.post(member_page("member", priya), {"is_editor": "on"})
    priya.refresh_from_db()
    assert (priya.is_physio, priya.is_editor, priya.is_clinic_admin) == (False, True, False)
    priya.user.refresh_from_db()
    assert priya.user.is_staff
    assert AccessRecord.objects.get().detail == "editor"


def test_a_colleague_without_any_role_comes_back(adam_client, priya):
    assert adam_client.post(member_page("member", priya), {}).status_code == 422


def test_nobody_takes_the_clinic_from_themselves(adam_client, adam):
    response = adam_client.post(member_page("member", adam), {"is_physio": "on"})
    assert response.status_code == 422
    adam_client.post(member_page("member-end", adam), {"left_on": timezone.localdate()})
    adam.refresh_from_db()
    assert adam.is_clinic_admin
    assert adam.left_on is None


def test_a_membership_ends_today_and_can_be_taken_back(adam_client, priya):
    adam_client.post(member_page("member-end", priya), {"left_on": timezone.localdate()})
    priya.refresh_from_db()
    assert not priya.is_here
    adam_client.post(member_page("member-keep", priya))
    priya.refresh_from_db()
    assert priya.is_here
    assert AccessRecord.objects.filter(what=AccessRecord.What.ROLE).count() == 2


def test_a_membership_cannot_end_in_the_past(adam_client, priya):
    yesterday = timezone.localdate() - timedelta(days=1)
    adam_client.post(member_page("member-end", priya), {"left_on": yesterday})
    priya.refresh_from_db()
    assert priya.left_on is None


def test_the_link_is_mailed_again(adam_client, priya, mailed):
    adam_client.post(member_page("member-mail", priya))
    assert [mail.to for mail in mailed()] == [[priya.user.email]]


MEMBER_PAGES = ["member", "member-end", "member-keep", "member-mail"]


@pytest.mark.parametrize("name", MEMBER_PAGES)
def test_staff_of_another_clinic_are_not_found(adam_client, olu, name):
    method = adam_client.get if name == "member" else adam_client.post
    assert method(member_page(name, olu)).status_code == 404


@pytest.mark.parametrize("name", MEMBER_PAGES[1:])
def test_deeds_are_posted(adam_client, priya, name):
    assert adam_client.get(member_page(name, priya)).status_code == 405


@pytest.mark.parametrize("who", ["priya", "edie", "sam", "cora"])
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_for_clinic_admins(client, request, name, who):
    client.force_login(request.getfixturevalue(who).user)
    assert client.get(reverse(f"patients:{name}")).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_sent_to_the_sign_in(client, db, name):
    response = client.get(reverse(f"patients:{name}"))
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
def test_other_verbs_are_refused(adam_client, name):
    assert adam_client.put(reverse(f"patients:{name}")).status_code == 405


@pytest.mark.parametrize("colleagues", [1, 3])
def test_the_staff_page_takes_a_fixed_number_of_queries(
    adam_client, clinic, colleagues, django_assert_num_queries
):
    for number in range(colleagues):
        a_staff_member(clinic, f"Kim{number} Fox", is_physio=True)
    adam_client.get(reverse("patients:staff"))
    with django_assert_num_queries(3):  # session, person, staff
        adam_client.get(reverse("patients:staff"))
