"""Words all rooms share: money, time, places, access, refusals. Imports nothing of ours."""
