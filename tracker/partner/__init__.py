"""For bodies besides the office: education, health, social protection, emergencies.

They answer the findings that are addressed to them, at a desk of their own.
"""

from flask import Blueprint

from core.access import Role
from tracker.edge import door
from tracker.languages import PREFIX

partner = Blueprint("partner", __name__, url_prefix=f"{PREFIX}/partner")
partner.before_request(door(Role.PARTNER))

# The pages hang themselves on the blueprint; they come last because they need it.
from tracker.partner import findings  # noqa: E402

__all__ = ["findings", "partner"]
