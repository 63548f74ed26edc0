import threading
import time
import uuid

from chuyende.foundation.core.ids import new_id


def test_new_id_is_a_uuid_of_version_7():
    made = new_id()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_new_ids_sort_in_the_order_they_were_made_in():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_new_id_carries_the_time_in_milliseconds():
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000
    # many ids a moment before may have pushed the clock of the ids a little ahead
    assert before <= made.int >> 80 <= after + 20


def test_ids_made_by_many_threads_are_all_different():
    made: list[uuid.UUID] = []
    threads = [threading.Thread(target=lambda: made.extend(new_id() for _ in range(2000))) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(set(made)) == 16_000
