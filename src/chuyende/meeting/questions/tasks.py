"""What the worker does for the bank of questions."""

from django_tasks import task


@task()
def read_questions(import_id: str) -> int:
    """Read the file of an import; return how many questions it holds. What is read already is not read again."""
    from .services import read_import

    return read_import(import_id)
