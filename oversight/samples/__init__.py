"""Audit samples by money units: announced, drawn by a seed nobody could choose, looked at, told."""
