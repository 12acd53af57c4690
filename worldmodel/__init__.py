"""What there is, what can be done, and what would happen. Knows no policy and no browser."""
