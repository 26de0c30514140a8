"""What people ask of oversight."""
