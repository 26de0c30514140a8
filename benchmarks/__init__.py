"""Measurements of what this project promises about speed: ratios inside one run."""
