"""Does every answer carry the headers that keep it private and strict?"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from patients.actions import invite
from patients.invitations import invitation_path

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGES = [
    ("nobody", "/accounts/login/", 200),
    ("nobody", "/accounts/login/code/", 200),
    ("nobody", "/accounts/password/reset/", 200),
    ("nobody", "/", 302),
    ("nobody", "/nowhere/", 404),
    ("nobody", "/static/nowhere.css", 404),
    ("nobody", "/healthz", 200),
    ("nobody", "/demo/outbox/", 200),
    ("nobody", "/.well-known/security.txt", 200),
    ("nobody", "LINK", 200),
    ("sam", "/me/", 200),
    ("sam", "/accounts/2fa/", 200),
    ("sam", "/accounts/sessions/", 200),
    ("sam", "/clinic/", 403),
    ("priya", "/patients/00000000-0000-0000-0000-000000000000/edit/", 404),
    ("adam", "/clinic/", 200),
    ("adam", "/clinic/staff/", 200),
    ("adam", "/clinic/access/", 200),
    ("edie", "/admin/", 200),
]


def page_of(client, request, who, path):
    if path == "LINK":
        sam, priya = request.getfixturevalue("sam"), request.getfixturevalue("priya")
        path = invitation_path(invite(patient=sam, by=priya))
    if who != "nobody":
        client.force_login(request.getfixturevalue(who).user)
    return client.get(path)


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "path", "status"), PAGES)
def test_every_answer_is_strict_and_private(client, request, who, path, status):
    response = page_of(client, request, who, path)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert "camera=()" in response.headers["Permissions-Policy"]
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    script = re.search(r"script-src ([^;]+)", policy).group(1)
    assert "unsafe" not in script
    assert ("'unsafe-inline'" in policy) is path.startswith("/admin/")


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused_with_the_same_headers(client):
    response = client.get("/accounts/login/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_post_without_a_token_is_refused(sam):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam.user)
    response = client.post(reverse("patients:me"), {"name": "Mallory"})
    assert response.status_code == 403
    sam.user.refresh_from_db()
    assert sam.user.name == "Sam Walker"
