"""What the flags said last, kept so that lists need not look again. Nothing here is journaled."""
