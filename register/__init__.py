"""What the state lists: places, schools, codes, the calendar, thresholds and rates."""
