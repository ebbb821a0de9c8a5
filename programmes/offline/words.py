"""What does a page say of what waits on the phone? Words for its script, translated here."""

from django.utils.translation import gettext

SCORE = {"score": "{score}"}  # the page fills it in


def on_screen() -> dict[str, str]:
    return {
        "waiting": gettext("1 thing waits for signal. It is safe on this phone."),
        "waiting_many": gettext("{count} things wait for signal. They are safe on this phone."),
        "signed_out": gettext("Sign in again to send 1 thing. It is safe on this phone."),
        "signed_out_many": gettext(
            "Sign in again to send {count} things. They are safe on this phone."
        ),
        "here": gettext("{count} kept here, not sent yet"),
        "sign_in_first": gettext("Kept here. Sign in again later."),
        "sent": gettext("All sent."),
        "refused": gettext("1 thing could not be saved."),
        "refused_many": gettext("{count} things could not be saved."),
        "gone": gettext("This is not in your plan any more. Tell your physio that you did it."),
        "broken": gettext("It could not be saved. Tell your physio about it."),
        "remove": gettext("I have read this"),
        "tell": gettext("Tell your physio"),
        "sign_in": gettext("Sign in"),
        "offline": gettext("No signal. You see what this phone has kept."),
        "waits": gettext("waits for signal"),
        "done": gettext("Done"),
        "undo": gettext("Undo"),
        "count": gettext("{done} of {due} done"),
        "finish": gettext("How did it go?"),
        "next": gettext("Next exercise"),
        "back": gettext("Back to today"),
        "change": gettext("Change"),
        "you": gettext("You"),
        "said_before": gettext("Pain before the exercises: %(score)s. Change it") % SCORE,
        "said_after": gettext("Pain %(score)s of 10.") % SCORE,
        "sign_out": gettext(
            "Not sent yet: {count}. If you sign out now, this is lost. Sign out all the same?"
        ),
        "tick": gettext("{name}: done"),
        "skip": gettext("{name}: skipped"),
        "untick": gettext("{name}: taken back"),
        "say": gettext("How it went"),
        "message": gettext("Your message"),
    }
