"""What the product costs, in figures: `./dev bench`. Nothing here asserts a time; it measures and prints."""
