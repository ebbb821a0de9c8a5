"""Which session cookies are looked up at all? Only keys such as this site makes.

Anything else is somebody's experiment; PostgreSQL would refuse a NUL byte with an error.
"""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str | None) -> bool:
        return bool(super()._validate_session_key(key) and key.isascii() and key.isalnum())
