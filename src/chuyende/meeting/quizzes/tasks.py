"""What the worker does for quizzes."""

from django_tasks import task


@task()
def read_sheet_photo(photo_id: str) -> str:
    """Read a photograph of an answer sheet; return its state. One that was read stays as it is."""
    from .models import SheetPhoto
    from .services import read_photo

    photo = SheetPhoto.objects.filter(pk=photo_id).first()
    return read_photo(photo).state if photo else ""
