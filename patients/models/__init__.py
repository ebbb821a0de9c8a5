"""People and access: who there is, and which clinic they belong to."""

from .care import CoPhysio, Handover
from .clinic import Clinic
from .people import Carer, Patient, StaffMember
from .records import AccessRecord, Consent, Invitation
from .user import User

__all__ = [
    "AccessRecord",
    "Carer",
    "Clinic",
    "CoPhysio",
    "Consent",
    "Handover",
    "Invitation",
    "Patient",
    "StaffMember",
    "User",
]
