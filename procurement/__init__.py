"""Every purchase: why, from which money, what was agreed, what came, what was paid."""
