"""Findings of public councils: opened with evidence, answered by a day, closed by a vote."""
