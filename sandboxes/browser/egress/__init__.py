"""The egress trial: try every way out of a page, and let a server count what reached it."""
