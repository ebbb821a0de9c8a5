"""A session cookie that this site never made is no session, and no error."""

import pytest
from django.conf import settings
from django.urls import reverse

NUL_IN_QUOTES = '"\\000' + "a" * 31 + '"'


@pytest.mark.parametrize("key", [NUL_IN_QUOTES, "é" * 32, "a" * 4000, "'; --aaaaaaaa", "short", ""])
def test_a_made_up_key_is_nobody(client, db, key):
    cookie = f"{settings.SESSION_COOKIE_NAME}={key}"
    answer = client.get(reverse("follow:today"), headers={"Cookie": cookie})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_real_key_still_is_somebody(sam_client):
    assert sam_client.get(reverse("follow:today")).status_code == 200
