"""Background work."""

from typing import Any

from django_tasks.base import Task


def enqueue(task: Task[..., Any], /, *args: Any, **kwargs: Any) -> None:
    """Put a job in the queue, in the caller's transaction.

    The queue is a table of the same database: the job exists exactly when the facts that it works on
    are committed, and a worker cannot see it before.
    """
    task.enqueue(*args, **kwargs)
