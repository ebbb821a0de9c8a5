"""How does one prescription look to this patient: the dose with its side, and which way round?"""

from dataclasses import replace

from exercises.dosing.dose import Dose

from .models import Prescription


def dose_for(prescription: Prescription, affected_side: str) -> Dose:
    """The dose with the affected side named, where the clinic told which it is."""
    dose = prescription.dose
    if dose.side == "affected" and affected_side in ("left", "right"):
        return replace(dose, side=affected_side)
    return dose


def is_mirrored(prescription: Prescription, affected_side: str) -> bool:
    """Drawings show the right side at work."""
    return dose_for(prescription, affected_side).side == "left"
