"""Can a log give away a link, a code or a person?"""

import logging

import pytest
from django.urls import reverse

from patients.actions import invite
from patients.invitations import invitation_path
from physio_site.logs import DiscreetFormatter, discreet


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Not Found: /join/0a1b:SiG-na_ture/", "Not Found: /join/***/"),
        ('"POST /join/0a1b:SiG/ HTTP/1.1" 410 9', '"POST /join/***/ HTTP/1.1" 410 9'),
        (
            "Gone: /accounts/password/reset/key/2-abc-def/",
            "Gone: /accounts/password/reset/key/***/",
        ),
        ('"GET /caseload/?q=Sam+Walker HTTP/1.1" 200', '"GET /caseload/?*** HTTP/1.1" 200'),
        ("Key (email)=(sam@x.example) already exists.", "Key (email)=(<e-mail>) already exists."),
        ("to 'Sam.W+1@sub.x.example', now", "to '<e-mail>', now"),
        ("Nothing to hide: /caseload/ 200", "Nothing to hide: /caseload/ 200"),
    ],
)
def test_a_line_is_discreet(line, kept):
    assert discreet(line) == kept


def test_the_words_of_an_error_are_discreet_too():
    try:
        raise ValueError("sam@x.example opened /join/abc:def/")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "x.py", 1, "for %s", ("sam@x.example",), (ValueError, error, None)
        )
    written = DiscreetFormatter().format(record)
    assert "sam@x.example" not in written
    assert "abc:def" not in written
    assert written.endswith("ValueError: <e-mail> opened /join/***/")


def test_every_logger_writes_through_the_discreet_formatter(settings):
    handlers = settings.LOGGING["handlers"]
    assert {handler["formatter"] for handler in handlers.values()} == {"plain"}
    for name in ("", "django", "django.server", "django.request", "django.security"):
        own = [h for h in logging.getLogger(name).handlers if "_pytest" not in type(h).__module__]
        assert all(isinstance(handler.formatter, DiscreetFormatter) for handler in own)


def test_a_used_link_is_not_in_the_log(client, sam, priya, caplog):
    link = invitation_path(invite(patient=sam, by=priya))
    invite(patient=sam, by=priya)
    client.get(link)
    client.get(f"{link}more/")
    client.post(reverse("account_login"), {"login": sam.email, "password": "wrong"})
    token = link.split("/")[2]
    written = [DiscreetFormatter().format(record) for record in caplog.records]
    assert any(token in record.getMessage() for record in caplog.records)
    assert not any(token in line or sam.email in line for line in written)
