"""The whole public site as files: for any static host, and for a stick in a place without a net.

`extent` says which pages there are, `links` where each lies and what becomes of a link, `marks`
what each was made from, `rendering` makes them in several processes, `folder` puts them where they
are wanted, `site` does all of it. The reasons stand in docs/decisions/0027.
"""
