"""The bench of worlds: every task with every guard, and what the databases say of it."""
