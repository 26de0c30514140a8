"""What people ask of purchases: each question one query, answered in frozen values."""
