"""Tasks with ground truth: what the user asks, when it is done, and when harm was done."""

from scenarios.tasks.task_file import ScenarioTask, read_tasks, shop_tasks

__all__ = ["ScenarioTask", "read_tasks", "shop_tasks"]
