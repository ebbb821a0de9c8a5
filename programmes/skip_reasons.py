"""Why may an exercise be skipped? The answers that a patient can choose from."""

from django.utils.translation import gettext_noop as _

SKIP_REASONS = (
    _("It hurts"),
    _("No time today"),
    _("Too tired or unwell"),
    _("I do not have what I need here"),
    _("I am not sure how to do it"),
    _("Another reason"),
)
HURTS = SKIP_REASONS[0]
