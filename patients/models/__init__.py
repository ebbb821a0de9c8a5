"""People and access: who there is, and which clinic they belong to."""

from .clinic import Clinic
from .people import Carer, Patient, StaffMember
from .records import AccessRecord, Consent, Invitation
from .user import User

__all__ = [
    "AccessRecord",
    "Carer",
    "Clinic",
    "Consent",
    "Invitation",
    "Patient",
    "StaffMember",
    "User",
]
