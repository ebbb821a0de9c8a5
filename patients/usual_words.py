"""With which words does a clinic begin? Until it writes its own, everyone reads them translated."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

MESSAGES_NOTE = _("We read messages on working days. Do not wait for an answer in an emergency.")
# The same sentences as in pain_rule.py, which knows no translation.
PAIN_WORDS = {
    "green": _("Carry on. This much pain is fine."),
    "amber": _(
        "This is OK for today. Do not add more yet. "
        "If the pain is not back to usual by tomorrow morning, do less next time."
    ),
    "red": _(
        "Stop the exercise that hurts. Rest it for a day, then start with the easier version. "
        "If this happens twice, tell your physio."
    ),
}


def said(text: str) -> str:
    """The text as the clinic wrote it; a usual one in the reader's language."""
    return gettext(text) if text else ""
