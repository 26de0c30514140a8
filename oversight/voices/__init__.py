"""What people without an account ask and tell, and what is answered: no person is kept in it."""
