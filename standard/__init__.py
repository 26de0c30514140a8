"""The safety Standard: its catalogue of requirements, and what schools have of it."""
