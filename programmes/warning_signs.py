"""Which signs need help, and how soon? The most urgent first."""

from exercises.models import RedFlag

LEVELS = list(RedFlag.Level)


def warning_signs() -> list[RedFlag]:
    """All of them, in one query, grouped by level."""
    return sorted(RedFlag.objects.all(), key=lambda flag: LEVELS.index(flag.level))
