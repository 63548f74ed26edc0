"""Two requests at once, on both databases."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.core.ids import new_id
from chuyende.planning.programmes import services
from chuyende.planning.programmes.models import Topic
from tests import factories

from .factories import make_grounds, propose

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned or raised; all begin together."""
    gate, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            outcomes.append(act())
        except Exception as error:  # noqa: BLE001  # the test looks at what it was
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_double_click_proposes_one_topic():
    body = factories.make_body()
    identity, grounds = new_id(), make_grounds(body)

    first, second = at_once(*[lambda: propose(body, id=identity, groundings=grounds)] * 2)

    assert first == second == Topic.objects.get()


def test_of_two_who_save_one_topic_one_is_told():
    body = factories.make_body()
    opened = propose(body)
    kept = {
        "topic": opened,
        "revision": opened.revision,
        "year": 2022,
        "quarter": 4,
        "title": opened.title,
        "function_area": opened.function_area,
        "forms": list(opened.forms.all()),
        "author": opened.author,
        "presenter": opened.presenter,
    }

    outcomes = at_once(
        lambda: services.change_topic(actor=body.secretary.user, objective="Của bí thư", **kept),
        lambda: services.change_topic(actor=body.deputy.user, objective="Của phó bí thư", **kept),
    )

    (refused,) = (outcome for outcome in outcomes if isinstance(outcome, EditedMeanwhile))
    (saved,) = (outcome for outcome in outcomes if isinstance(outcome, Topic))
    assert Topic.objects.get().objective == saved.objective
    assert saved.objective in refused.theirs
