"""Which pages this program has."""

from flask import current_app


def is_there(endpoint: str) -> bool:
    """Has this program such a page? Parts of a council's work come one by one."""
    return endpoint in current_app.view_functions
