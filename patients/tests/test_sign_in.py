"""Who gets in by which door, and does any answer tell whether an address is known?"""

import re
import time
from datetime import timedelta
from threading import Event

import pytest
from allauth.account.models import EmailAddress
from django.core import mail as django_mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.models import User

from .cast import PASSWORD, a_clinic, a_patient, a_staff_member

pytestmark = pytest.mark.usefixtures("no_limits_yet")
CODE = re.compile(r"[B-Z]{4}-[B-Z]{4}")
ASK, CONFIRM = "account_request_login_code", "account_confirm_login_code"


def ask_for_code(client, email):
    return client.post(reverse(ASK), {"email": email})


def code_in(mails):
    return CODE.search(mails[-1].body).group()


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def pat(priya):
    """A patient as they come: no password."""
    patient = a_patient(priya, "Pat Moss")
    patient.user.set_unusable_password()
    patient.user.save()
    return patient


def test_a_patient_gets_in_with_a_code_by_mail(client, pat, mailed):
    response = ask_for_code(client, "Pat@Patients.Riverside.example")
    assert response.url == reverse(CONFIRM)
    client.post(reverse(CONFIRM), {"code": code_in(mailed())})
    assert client.session["_auth_user_id"] == str(pat.user.pk)


def test_the_page_says_what_a_code_looks_like_and_where_a_new_one_is(client, pat, mailed):
    ask_for_code(client, pat.email)
    page = client.get(reverse(CONFIRM)).content.decode()
    assert ("Eight letters, such as BCDF-GHJK." in page, "placeholder" in page) == (True, False)
    page = client.post(reverse(CONFIRM), {"code": "BBBB-BBBB"}).content.decode()
    assert "That is not the code. Look at the newest mail." in page


def test_an_e_mail_is_called_the_same_on_every_page(client, db):
    for name in ("account_login", ASK, "account_reset_password"):
        page = client.get(reverse(name)).content.decode()
        assert ("E-mail" in page or "Your e-mail" in page, "Email" in page) == (True, False)


def test_the_mail_says_nothing_about_health_or_the_clinic(client, pat, mailed):
    ask_for_code(client, pat.email)
    (mail,) = mailed()
    said = (mail.subject + mail.body + mail.alternatives[0].content).lower()
    assert mail.subject == "Your sign-in code"
    for word in ("physio", "pain", "riverside", "exercise plan", "pat moss", "clinic"):
        assert word not in said.replace("home exercise", "")


def test_a_code_works_once(client, pat, mailed):
    ask_for_code(client, pat.email)
    code = code_in(mailed())
    client.post(reverse(CONFIRM), {"code": code})
    client.post(reverse("account_logout"))
    client.post(reverse(CONFIRM), {"code": code})
    assert not is_in(client)


def test_a_code_works_in_the_browser_that_asked_only(client, pat, mailed):
    ask_for_code(client, pat.email)
    other = Client()
    ask_for_code(other, "nobody@nowhere.example")
    other.post(reverse(CONFIRM), {"code": code_in(mailed())})
    assert not is_in(other)


def test_a_code_ends_after_ten_minutes(client, pat, mailed, monkeypatch):
    ask_for_code(client, pat.email)
    code = code_in(mailed())
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    client.post(reverse(CONFIRM), {"code": code})
    assert not is_in(client)


def test_five_wrong_tries_end_a_code(client, pat, mailed):
    ask_for_code(client, pat.email)
    code = code_in(mailed())
    for _ in range(5):
        client.post(reverse(CONFIRM), {"code": "BBBB-BBBB"})
    client.post(reverse(CONFIRM), {"code": code})
    assert not is_in(client)


def test_tries_sent_all_at_once_are_counted_too(client, pat, mailed):
    """Each request finds the session as it was before the others: allauth's count stays at 0."""
    ask_for_code(client, pat.email)
    code = code_in(mailed())
    stash = dict(client.session["account_login"])
    for _ in range(5):
        client.post(reverse(CONFIRM), {"code": "BBBB-BBBB"})
        session = client.session
        session["account_login"] = stash
        session.save()
    client.post(reverse(CONFIRM), {"code": code})
    assert not is_in(client)


@pytest.mark.parametrize("who", ["unknown", "staff", "left", "closed", "switched off", "demo"])
def test_nobody_else_gets_a_code_and_the_answer_is_the_same(who, pat, priya, mailed, settings):
    settings.IS_DEMO = False
    email = an_address_of(who, pat, priya)
    answers = []
    for address in (email, "pat@patients.riverside.example"):
        client = Client()
        first = ask_for_code(client, address)
        page = client.get(first.url).content.decode().replace(address, "ADDRESS")
        answers.append((first.status_code, first.url, without_tokens(page)))
        wrong = client.post(reverse(CONFIRM), {"code": "BBBB-BBBB"})
        answers[-1] += (wrong.status_code, len(client.session.get("account_login", {})))
    assert [mail.to for mail in mailed()] == (
        [["pat@patients.riverside.example"]] if who != "closed" else []
    )
    assert answers[0] == answers[1]


def an_address_of(who, pat, priya):
    today = timezone.localdate()
    if who == "unknown":
        return "nobody@nowhere.example"
    if who == "staff":
        return priya.user.email
    if who == "left":
        priya.left_on = today - timedelta(days=1)
        priya.save()
        return priya.user.email
    if who == "closed":
        pat.closed_on = today
        pat.save()
        return pat.email
    if who == "switched off":
        other = a_patient(priya, "Quin Hall")
        User.objects.filter(pk=other.user.pk).update(is_active=False)
        return other.email
    demo = a_clinic("Demo Physio", is_demo=True)
    return a_patient(a_staff_member(demo, "Dora Demo", is_physio=True), "Dan Demo").email


def without_tokens(page):
    page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)
    page = re.sub(r"X-CSRFToken[^}]+", "", page)
    return re.sub(r'nonce="[^"]+"', "", page)


def test_no_answer_waits_for_the_mail_server(pat, monkeypatch, mailed):
    """The server takes the mail only after both answers are out."""
    answered = Event()
    send = EmailBackend.send_messages

    def send_late(*mails):
        assert answered.wait(30)
        return send(*mails)

    monkeypatch.setattr(EmailBackend, "send_messages", send_late)
    for email in (pat.email, "nobody@nowhere.example"):
        assert ask_for_code(Client(), email).status_code == 302
    assert django_mail.outbox == []
    answered.set()
    assert len(mailed()) == 1


def test_a_known_and_an_unknown_address_cost_the_same_queries(pat):
    ask_for_code(Client(), "warm@up.example")
    known, unknown = (queries_for(email) for email in (pat.email, "nobody@nowhere.example"))
    assert known == unknown


def queries_for(email):
    """The statements, without their values."""
    with CaptureQueriesContext(connection) as queries:
        ask_for_code(Client(), email)
    statements = [query["sql"].split(" WHERE ")[0][:36] for query in queries.captured_queries]
    return [statement for statement in statements if "SAVEPOINT" not in statement]


def test_codes_can_be_asked_for_three_times_a_minute(pat, mailed):
    answers = [ask_for_code(Client(), pat.email).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 200]
    assert len(mailed()) == 3


def test_limits_are_kept_in_a_cache_that_processes_share(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith(("DatabaseCache", "RedisCache"))
    assert cache._max_entries >= 10_000


def test_staff_get_in_with_a_password(client, priya):
    response = client.post(
        reverse("account_login"), {"login": priya.user.email, "password": PASSWORD}
    )
    assert response.url == "/"
    assert is_in(client)


def test_five_wrong_passwords_close_the_door_for_a_while(client, priya):
    for _ in range(5):
        client.post(reverse("account_login"), {"login": priya.user.email, "password": "wrong"})
    client.post(reverse("account_login"), {"login": priya.user.email, "password": PASSWORD})
    assert not is_in(client)


def test_the_admins_own_sign_in_leads_to_ours(client, db):
    response = client.get("/admin/login/?next=/admin/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_patient_without_a_password_cannot_be_guessed(client, pat):
    for password in ("", "!", pat.user.password, PASSWORD):
        client.post(reverse("account_login"), {"login": pat.email, "password": password})
    assert not is_in(client)


def test_staff_who_left_are_refused_at_the_door(client, priya):
    priya.left_on = timezone.localdate()
    priya.save()
    response = client.post(
        reverse("account_login"), {"login": priya.user.email, "password": PASSWORD}
    )
    assert response.url == reverse("account_inactive")
    assert not is_in(client)


def test_a_demos_people_are_refused_outside_a_demo(client, settings, db):
    dora = a_staff_member(a_clinic("Demo Physio", is_demo=True), "Dora Demo", is_physio=True)
    settings.IS_DEMO = False
    client.post(reverse("account_login"), {"login": dora.user.email, "password": PASSWORD})
    assert not is_in(client)
    client.force_login(dora.user)
    assert client.get(reverse("patients:me")).status_code == 302


def test_staff_choose_a_new_password_by_mail(client, priya, mailed):
    client.post(reverse("account_reset_password"), {"email": priya.user.email})
    (mail,) = mailed()
    assert mail.subject == "A new password"
    form = client.get(re.search(r"http\S+", mail.body).group(), follow=True)
    new = {"password1": "a new long one 42", "password2": "a new long one 42"}
    client.post(form.redirect_chain[-1][0], new)
    priya.user.refresh_from_db()
    assert priya.user.check_password("a new long one 42")


def test_a_new_password_ends_every_other_session(priya_client, priya):
    priya.user.set_password("a new long one 42")
    priya.user.save()
    assert priya_client.get(reverse("patients:me")).status_code == 302


def test_a_patient_gets_no_password_and_the_answer_is_the_same(pat, priya, mailed):
    answers = set()
    for email in (pat.email, "nobody@nowhere.example", priya.user.email):
        response = Client().post(reverse("account_reset_password"), {"email": email})
        answers.add((response.status_code, response.url))
    assert len(answers) == 1
    assert [mail.to for mail in mailed()] == [[priya.user.email]]


def test_a_link_for_a_password_ends_when_its_owner_leaves(client, priya, mailed):
    client.post(reverse("account_reset_password"), {"email": priya.user.email})
    link = re.search(r"http\S+", mailed()[0].body).group()
    priya.left_on = timezone.localdate()
    priya.save()
    assert "password1" not in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize("name", ["account_change_password", "account_set_password"])
def test_password_pages_are_for_staff(sam_client, name):
    assert sam_client.get(reverse(name)).status_code == 403


def test_staff_change_their_password(priya_client):
    assert priya_client.get(reverse("account_change_password")).status_code == 200


@pytest.mark.parametrize("name", ["account_email", "account_email_verification_sent"])
def test_the_librarys_address_pages_are_shut(sam_client, name):
    assert sam_client.get(reverse(name)).status_code == 404
    assert sam_client.post(reverse(name), {"email": "x@x.example"}).status_code == 404
    assert sam_client.get("/accounts/confirm-email/abc/").status_code == 404
    assert not EmailAddress.objects.exists()


def test_sign_up_is_closed(client, db):
    form = {"email": "new@new.example", "password1": PASSWORD, "password2": PASSWORD}
    page = client.post(reverse("account_signup"), form)
    assert "Your clinic lets you in" in page.content.decode()
    assert not User.objects.exists()


def test_no_mail_waits_in_the_outbox_at_the_end(mailed):
    assert mailed() == django_mail.outbox == []
