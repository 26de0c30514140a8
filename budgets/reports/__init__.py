"""What people ask of budgets: sums kept in totals, read by key, as frozen answers."""
