"""What the worker does for quizzes."""

from django_tasks import task


@task()
def close_attempts(quiz_id: str) -> int:
    """Hand in the attempts of a quiz whose time has run out; return how many. Running again does no harm."""
    from .models import Quiz
    from .services import close_overdue_attempts

    return close_overdue_attempts(quiz=Quiz.objects.get(pk=quiz_id))


@task()
def read_sheet_photo(photo_id: str) -> str:
    """Read a photograph of an answer sheet; return its state. One that was read stays as it is."""
    from .models import SheetPhoto
    from .services import read_photo

    photo = SheetPhoto.objects.filter(pk=photo_id).first()
    return read_photo(photo).state if photo else ""
