"""Tasks with their ground truth, told from the database after the run."""
