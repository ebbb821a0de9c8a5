"""Are notes sealed as RFC 8291 says, signed as RFC 8292 says, and sent to nobody else?"""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from programmes.models import PushSubscription
from programmes.remind import push
from programmes.remind.sealed import (
    decoded,
    encoded,
    key_from_words,
    key_in_words,
    new_key,
    public_bytes,
    sealed,
    signature_header,
)

NOTE = {"title": "A reminder for you", "tag": "0" * 32}


def test_the_example_of_rfc_8291_comes_out_byte_for_byte():
    body = sealed(
        b"When I grow up, I want to be a watermelon",
        browser_key=decoded(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        browser_secret=decoded("BTBZMqHH6r4Tts7J_aSIgg"),
        own_key=key_from_words("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert encoded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAm"
        "S6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Q"
        "ulcy4a-fN"
    )


def test_the_signature_names_the_service_and_the_sender_and_is_ours():
    key = key_from_words(key_in_words(new_key()))
    header = signature_header("https://push.example/x/y", key=key, contact="mailto:a@b", now=0)
    token, _, known = header.removeprefix("vapid t=").partition(", k=")
    said, _, signature = token.rpartition(".")
    claims = json.loads(decoded(said.split(".")[1]))
    assert claims == {"aud": "https://push.example", "exp": 43200, "sub": "mailto:a@b"}
    assert decoded(known) == public_bytes(key)
    raw = decoded(signature)
    r, s = (int.from_bytes(raw[at : at + 32], "big") for at in (0, 32))
    whose = ec.ECDSA(hashes.SHA256())
    key.public_key().verify(encode_dss_signature(r, s), said.encode(), whose)


class PushService(BaseHTTPRequestHandler):
    """Answers with the status that stands in the path, and keeps what it was sent."""

    seen: list = []

    def do_POST(self) -> None:  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((dict(self.headers), body))
        self.send_response(int(self.path.strip("/")))
        self.send_header("Location", "/201")
        self.end_headers()

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def service(settings):
    settings.PUSH_PRIVATE_KEY = key_in_words(new_key())
    settings.PUSH_HOSTS = ["127.0.0.1"]
    PushService.seen = []
    server = HTTPServer(("127.0.0.1", 0), PushService)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def a_browser(endpoint: str) -> PushSubscription:
    keys = {"p256dh": encoded(public_bytes(new_key())), "auth": encoded(b"0" * 16)}
    return PushSubscription(endpoint=endpoint, **keys)


@pytest.mark.parametrize(
    ("status", "answer"),
    [(201, "taken"), (404, "gone"), (410, "gone"), (429, "no answer"), (500, "no answer")]
    + [(302, "refused"), (403, "refused")],
)
def test_what_the_push_service_says_is_understood(service, status, answer):
    assert push.send(NOTE, a_browser(f"{service}/{status}")) == answer
    [(headers, body)] = PushService.seen
    assert (headers["Topic"], headers["Ttl"]) == (NOTE["tag"], "7200")
    assert b"reminder" not in body


def test_nothing_is_sent_to_a_host_that_is_no_push_service(service, settings):
    settings.PUSH_HOSTS = [".push.apple.com"]
    assert push.send(NOTE, a_browser(f"{service}/201")) == "refused"
    assert PushService.seen == []
    assert not push.is_known_host("https://evil.example/.push.apple.com")
    assert push.is_known_host("https://web.push.apple.com/abc")


def test_a_service_that_is_away_or_a_key_that_is_none_is_no_error(service):
    assert push.send(NOTE, a_browser("http://127.0.0.1:1/201")) == "no answer"
    browser = a_browser(f"{service}/201")
    browser.p256dh = "nothing"
    assert push.send(NOTE, browser) == "gone"
