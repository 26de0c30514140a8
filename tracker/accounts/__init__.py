"""Signing in: the blueprint `accounts`, open to all; its pages guard what is one's own."""
