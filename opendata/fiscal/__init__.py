"""Budgets as others read them: the cells of the lines in force, and the Fiscal Data Package."""
