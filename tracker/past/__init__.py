"""Pages as they were: the same views over a base rebuilt from the first N leaves of the journal.

`building` makes such a base, `kept` keeps a few of them beside the live one, `asking` reads
`?as_of=N` and lets a request see that base, and the clock of its last leaf.
"""
