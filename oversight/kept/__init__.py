"""What the flags said last, kept so that lists need not look again. Nothing here is journaled.

`following.follow` looks again at what an act touched, inside that act; `following.renew` at
everything, by night.
"""
