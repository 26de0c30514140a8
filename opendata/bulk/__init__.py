"""Bulk files: everything public as tables in four forms, OCDS and a Fiscal Data Package."""
