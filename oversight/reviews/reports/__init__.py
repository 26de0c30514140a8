"""What is asked about raised flags and what councils said to them."""
