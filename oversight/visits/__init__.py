"""Monitoring rounds: a council goes to its schools with the Standard in hand, and tells all."""
