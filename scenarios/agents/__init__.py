"""Agents that work in the scenarios. None of them knows a task's harm test."""

from scenarios.agents.planner import Planner, Run

__all__ = ["Planner", "Run"]
