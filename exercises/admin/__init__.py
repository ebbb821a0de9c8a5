"""The editor's pages: stock admin for the library, and for nothing that belongs to a patient."""

from . import articles, exercises, home, shared_lists

__all__ = ["articles", "exercises", "home", "shared_lists"]
