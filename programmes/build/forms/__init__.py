"""What a physio types, understood: giving a programme, and writing one."""

from .giving import ChangeForm, EndForm, NewPatientForm, PauseForm, StartForm

__all__ = ["ChangeForm", "EndForm", "NewPatientForm", "PauseForm", "StartForm"]
