"""Which reasons for a missed day are offered, and what is said to each, where a clinic has no list?

No reproach and no diagnosis: each help says that it is all right, and one thing that can be done.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Usual:
    """`words` tell of a day that is over, `today` of one that is not.

    `message`: what the patient may tell the physio in one tap; "" where nothing is offered.
    """

    kind: str
    words: str
    help: str
    message: str = ""
    today: str = ""  # where it is said otherwise


USUAL = (
    Usual(
        "no_time",
        _("No time"),
        _("Busy days happen. Even 5 minutes count: do only the exercises that matter most."),
    ),
    Usual(
        "forgot",
        _("Forgot"),
        _(
            "That happens to everyone. It helps to do the exercises right after something you do "
            "every day, such as brushing your teeth."
        ),
    ),
    Usual(
        "pain",
        _("It hurt"),
        _("Nobody has to push through pain. This is what your clinic says about it, from 0 to 10:"),
        _("It hurt too much to do my exercises. What should I do?"),
        today=_("It hurts"),
    ),
    Usual(
        "unwell",
        _("Felt unwell"),
        _(
            "Then rest is right. A few days off do no harm. Start gently when you feel better. "
            "If it takes longer, ask for a pause: those days do not count."
        ),
        _("I do not feel well at the moment. Could you pause my plan?"),
        today=_("I do not feel well"),
    ),
    Usual(
        "away",
        _("Was away"),
        _(
            "A few days off do no harm. If you are away for longer, ask for a pause: those days "
            "do not count."
        ),
        _("I am away for a while. Could you pause my plan?"),
        today=_("I am away"),
    ),
    Usual(
        "unsure",
        _("Not sure how"),
        _(
            "Each exercise has moving pictures and steps to follow. If it is still not clear, ask "
            "your physio. That is what they are there for."
        ),
        _("I am not sure how to do one of my exercises. Could you show me again?"),
    ),
    Usual(
        "no_kit",
        _("I had nothing to do it with"),
        _("Do the exercises that need nothing. Your physio can tell you what to use instead."),
        _("I do not have what I need for some exercises. What can I use instead?"),
        today=_("I have nothing to do it with"),
    ),
    Usual(
        "too_hard",
        _("Too hard"),
        _("Then do less: fewer times, or leave out the hardest one. Your physio can change it."),
        _("My exercises are too hard for me at the moment."),
    ),
    Usual(
        "too_easy",
        _("Too easy"),
        _("Good to know. Please do not add more by yourself yet. Your physio can change it."),
        _("My exercises have become too easy for me."),
    ),
    Usual(
        "no_motivation",
        _("Did not feel like it"),
        _("Everyone has such days. Try just one exercise. You may stop after it, and it counts."),
        today=_("I do not feel like it"),
    ),
    Usual(
        "better",
        _("Better now"),
        _("Good to hear. The exercises help it stay that way. Ask your physio how much is enough."),
        _("I feel better now. Do I still need all my exercises?"),
    ),
    Usual(
        "other",
        _("Something else"),
        _("You can write to your physio, if you like."),
    ),
)
BY_KIND = {usual.kind: usual for usual in USUAL}
