"""What public councils say to raised flags: who looks at which, and what they make of the answer.

Why what lies on a desk has no leaf: docs/decisions/0036.
"""
