"""Which addresses does the service worker know? Pages it may show, and deeds it may keep."""

from datetime import date

from django.conf import settings
from django.urls import reverse

ANY = "00000000-0000-0000-0000-000000000000"


def addresses() -> dict[str, str]:
    """By name; those of one exercise or one tick end before its code."""
    return {
        "keep": reverse("offline:keep"),
        "token": reverse("offline:token"),
        "away": reverse("offline:away"),
        "signIn": reverse("account_login"),
        "home": reverse("home"),
        "today": reverse("follow:today"),
        "day": reverse("follow:day", args=[date(2000, 1, 1)]).removesuffix("2000-01-01/"),
        "guided": reverse("guide:guided"),
        "exercise": before_code("follow:exercise"),
        "finish": reverse("follow:finish"),
        "finished": reverse("follow:finished"),
        "answer": reverse("offline:answer", args=["after", "red"]).removesuffix("after/red/"),
        "help": reverse("follow:help"),
        "plan": reverse("follow:plan"),
        "messages": reverse("talk:own"),
        "articles": reverse("exercises:article-list"),
        "tick": before_code("follow:tick"),
        "untick": before_code("follow:untick"),
        "skip": before_code("follow:skip"),
        "allDone": reverse("follow:all-done"),
        "painBefore": reverse("follow:pain-before"),
        "morning": reverse("follow:morning"),
        "device": reverse("remind:device"),
        "static": settings.STATIC_URL,
        "pictures": before_code("exercises:picture"),
        "figures": reverse("exercises:figure", args=["any", ANY, "end"]).split("any/")[0],
    }


def before_code(name: str) -> str:
    return reverse(name, args=[ANY]).removesuffix(f"{ANY}/")
