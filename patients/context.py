"""What does every page know about the person who looks at it?"""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .access import Roles, roles_of
from .contrast import theme_of
from .phone import phone_key

DEMO_ACCOUNTS = (
    ("admin@demo.example", _("Clinic admin")),
    ("editor@demo.example", _("Editor")),
    ("physio@demo.example", _("Physio")),
    ("patient@demo.example", _("Patient")),
    ("parent@demo.example", _("Parent of a young patient")),
    ("physio2@demo.example", _("Physio of a second clinic")),
    ("patient2@demo.example", _("Patient of the second clinic")),
)
DEMO_PASSWORD = "demo-clinic"


def who_is_here(request: HttpRequest) -> dict:
    """clinic, roles, place ("patient", "clinic" or "open") and the demo's own facts."""
    user = getattr(request, "user", None)
    roles = roles_of(user) if user else Roles()
    clinic = roles.clinic
    return {
        "clinic": clinic,
        "clinic_theme": theme_of(clinic.brand_colour) if clinic else None,
        "languages": settings.LANGUAGES,
        "person": user,
        "roles": roles,
        "phone_key": phone_key(roles),
        "place": "clinic" if roles.staff else "patient" if roles.followed else "open",
        "emergency_number": clinic.emergency_number if clinic else "112",
        "is_demo": settings.IS_DEMO,
        "demo_accounts": demo_accounts() if settings.IS_DEMO else [],
    }


def demo_accounts() -> list[dict[str, str]]:
    return [
        {"email": email, "role_words": words, "password": DEMO_PASSWORD}
        for email, words in DEMO_ACCOUNTS
    ]
