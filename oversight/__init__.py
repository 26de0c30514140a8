"""What is looked at by others: red flags now; samples and findings of councils come beside them."""
