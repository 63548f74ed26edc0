from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chuyende.meeting.live import services
from chuyende.meeting.live.models import LiveSitting
from tests import factories
from tests.meeting.quizzes.factories import user_of
from tests.server import Server, on_test_database

from .phone import Phone


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


@pytest.fixture(scope="session")
def _hall(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with django_db_blocker.unblock():
        server = Server(tmp_path_factory.mktemp("hall") / "log.txt", on_test_database())
        yield server
        server.stop()


@pytest.fixture
def hall(_hall: Server, transactional_db: None) -> Server:
    """The running server on the test's database."""
    return _hall


@pytest.fixture
def phone(hall: Server) -> Iterator[Callable[..., Phone]]:
    """`phone(sitting, ticket)`: a socket, closed after the test; without a ticket it has not said who it is."""
    opened: list[Phone] = []

    def connect(sitting: LiveSitting, ticket: str | None = None, *, url: str = "") -> Phone:
        opened.append(Phone(url or hall.url, sitting.pk, ticket))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()


@pytest.fixture
def host(phone: Callable[..., Phone]) -> Callable[..., Phone]:
    """`host(sitting, member)`: the remote of a member."""
    return lambda sitting, member, **how: phone(
        sitting, services.host_ticket(actor=user_of(member), sitting=sitting), **how
    )
