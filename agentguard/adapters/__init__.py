"""Edges at which actions are proposed."""
