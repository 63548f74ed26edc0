"""What the worker does for the hall."""

from django_tasks import task


@task()
def write_results_of(sitting_id: str) -> int:
    """Write the results of an ended sitting as attempts of its quiz; return how many. Running again does no harm."""
    from .models import LiveSitting
    from .services.results import write_results

    return write_results(
        sitting=LiveSitting.objects.select_related("quiz", "organisation").get(pk=sitting_id)
    )
