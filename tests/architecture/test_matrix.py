"""Every address of the program as every role, against the table of matrix.py."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from tests.architecture.matrix import MATRIX, Row
from tests.architecture.stage import PEOPLE, VISITOR, Stage, make_stage
from tests.architecture.urls import own_urls

pytestmark = pytest.mark.django_db

CLOSED = {403, 404}


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    start = time_machine.travel("2026-02-01 08:00+07:00", tick=False)
    with start as traveller, django_db_blocker.unblock(), transaction.atomic():
        yield make_stage(traveller)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(stage: Stage) -> dict[str, Client]:
    """A browser for each person, signed in, and one for a visitor."""
    clients = {VISITOR: Client()}
    for name in PEOPLE:
        clients[name] = Client()
        clients[name].force_login(
            stage.user(name), backend="chuyende.foundation.accounts.backends.AccountBackend"
        )
    return clients


def path_of(row: Row, stage: Stage) -> str:
    things = {name: getattr(stage.things, thing, thing) for name, thing in row.of.items()}
    return reverse(row.url, kwargs={name: getattr(thing, "pk", thing) for name, thing in things.items()})


def ask(client: Client, method: str, path: str, data: dict[str, Any]) -> HttpResponse:
    """The answer to one request, of which nothing stays in the database."""
    with transaction.atomic():
        answer = client.get(path) if method == "GET" else client.post(path, data)
        transaction.set_rollback(True)
    return answer


def is_open(client: Client, row: Row, path: str) -> bool:
    """Whether the address lets this person in: by GET, or by POST where it takes no GET."""
    answer = ask(client, "GET", path, {})
    if answer.status_code == 405:
        answer = ask(client, "POST", path, row.data)
    sent_to_sign_in = answer.status_code == 302 and answer["Location"].startswith(
        resolve_url(settings.LOGIN_URL)
    )
    return answer.status_code not in CLOSED and not sent_to_sign_in


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.url)
def test_url_opens_for_exactly_whom_the_table_names(
    row: Row, stage: Stage, clients: dict[str, Client]
) -> None:
    path = path_of(row, stage)

    assert {name for name, client in clients.items() if is_open(client, row, path)} == set(row.opens)


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.url)
def test_url_refuses_a_post_of_whoever_may_not_open_it(
    row: Row, stage: Stage, clients: dict[str, Client]
) -> None:
    path = path_of(row, stage)
    shut = [name for name in PEOPLE if name not in row.opens]
    refused = {name: ask(clients[name], "POST", path, row.data).status_code for name in shut}

    assert {name: code for name, code in refused.items() if code not in {*CLOSED, 405}} == {}


def test_every_url_of_the_program_has_its_row() -> None:
    assert sorted({url.name for url in own_urls()} - {row.url for row in MATRIX}) == []


def test_no_url_has_two_rows() -> None:
    names = [row.url for row in MATRIX]

    assert sorted({name for name in names if names.count(name) > 1}) == []
