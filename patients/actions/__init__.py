"""What is done about people and access, by whom?"""

from .consent import agree_again, withdraw_consent
from .details import change_details, change_own_address, change_own_details
from .inviting import (
    InvitationClosed,
    accept_invitation,
    add_carer,
    add_patient,
    end_carer,
    invite,
    mail_invitation,
    withdraw_own_link,
)
from .staff import add_staff, change_roles, end_membership, mail_staff_link

__all__ = [
    "InvitationClosed",
    "accept_invitation",
    "add_carer",
    "add_patient",
    "add_staff",
    "agree_again",
    "change_details",
    "change_own_address",
    "change_own_details",
    "change_roles",
    "end_carer",
    "end_membership",
    "invite",
    "mail_invitation",
    "mail_staff_link",
    "withdraw_consent",
    "withdraw_own_link",
]
