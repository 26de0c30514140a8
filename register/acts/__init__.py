"""What people do to the registers. Each act: permit, lock, rules, change, journal."""

from register.acts.files import Loaded, load
from register.acts.thresholds import confirm_threshold, end_threshold, set_threshold

__all__ = ["Loaded", "confirm_threshold", "end_threshold", "load", "set_threshold"]
