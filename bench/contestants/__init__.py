"""The contestants: each does the same task with its own library, at its best. See `task`."""
