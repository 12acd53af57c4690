"""Agents that work in the scenarios. None of them knows a task's harm test."""
