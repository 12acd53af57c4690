"""Real little applications with real databases, in which harm can be counted."""
