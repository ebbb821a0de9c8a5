"""Which session cookies are looked up at all? Only keys such as this site makes.

Anything else is somebody's experiment; PostgreSQL would refuse a NUL byte with an error.
"""

from django.contrib.sessions.backends import db

from .phone import note_removed


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str | None) -> bool:
        return bool(super()._validate_session_key(key) and key.isascii() and key.isalnum())

    def delete(self, session_key: str | None = None) -> None:
        super().delete(session_key)
        # Another device's, by its name alone; one's own is deleted from within it.
        if session_key and self.session_key is None:
            note_removed(session_key)
