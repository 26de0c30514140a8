"""What people ask of audit samples: all there is to draw from, what was drawn, what it says."""
