"""Purchases that are told whole: made into rows by the same rules as the acts. Pure."""
