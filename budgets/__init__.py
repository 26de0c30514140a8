"""What is set aside, what is spoken for, what is paid: exact to the tiyin."""
