"""What people ask of voices."""
