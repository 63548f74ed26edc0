"""The database beside the event loop: who writes all the time leaves room for others."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from chuyende.foundation.core.database import Database

pytestmark = pytest.mark.django_db(transaction=True)

#: whoever has not been let in after twenty is told that the database is locked: without a pause nobody ever is
SECONDS = 15


def keep(key: str) -> None:
    with transaction.atomic():
        Session.objects.update_or_create(session_key=key, defaults={"expire_date": timezone.now()})
        time.sleep(0.2)  # the work of a large batch


def test_who_writes_without_a_pause_lets_others_write() -> None:
    writing, enough = threading.Event(), threading.Event()

    async def write_all_the_time() -> None:
        database = Database("test")
        while not enough.is_set():
            await database.write(keep, "all the time")
            writing.set()
        database.close()

    with ThreadPoolExecutor(1) as thread:
        ended = thread.submit(asyncio.run, write_all_the_time())
        try:
            assert writing.wait(SECONDS)
            begun = time.monotonic()
            for number in range(2):
                Session.objects.create(session_key=f"other {number}", expire_date=timezone.now())
            waited = time.monotonic() - begun
        finally:
            enough.set()
            ended.result()
            connection.close()

    assert waited < SECONDS
