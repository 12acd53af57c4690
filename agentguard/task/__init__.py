"""The task: the user's request in, grants out."""

from agentguard.task.grants import Consent, Grant, Prohibition
from agentguard.task.task import Approval, Task

__all__ = ["Approval", "Consent", "Grant", "Prohibition", "Task"]
