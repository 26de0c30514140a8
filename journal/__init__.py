"""Every act, written once, provable. An auditor can read this room alone."""

from journal.log import enter, enter_rows, next_act

__all__ = ["enter", "enter_rows", "next_act"]
