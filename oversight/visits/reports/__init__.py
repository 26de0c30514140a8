"""What people ask of rounds and visits; `not_seen` is what the flag of assets reads."""

from oversight.visits.reports.not_seen import NotSeen, not_seen

__all__ = ["NotSeen", "not_seen"]
