"""A quiz taken alone: what one attempt costs the server, how many it carries, and everybody pressing «begin» at once.

An attempt is what a phone does: the quiz's page, begin, the page of questions (in which one looks over what is
answered, too), twenty answers saved one by one, hand in, the result. Signing in is left out: the sessions are made
beforehand. The floor is a bare quiz on the same machine in the same run, taken by the same phones: benchmarks/bare_quiz.py.
"""

import asyncio
import json
import os
import re
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import uvloop

from benchmarks import bodies
from benchmarks.figures import Figure
from benchmarks.http import Browser
from benchmarks.quizzes import Ready, ready_quiz
from benchmarks.serving import Served, served

ATTEMPTS = int(os.environ.get("BENCH_ATTEMPTS", "1000"))
#: phones that tap at the same time; the load client costs the same two cores as little as it can
AT_ONCE = int(os.environ.get("BENCH_AT_ONCE", "48"))
STARTERS = int(os.environ.get("BENCH_STARTERS", "2000"))
START_SECONDS = 5
QUESTIONS = 20
_SECTION = re.compile(rb'data-question="([0-9a-f-]{36})"')
_TOKEN = re.compile(rb'data-attempt-ticket-value="([^"]+)"')


@dataclass
class Tally:
    """What went wrong: answers that were not acknowledged, attempts whose result is not the right one."""

    done: int = 0
    unsaved: int = 0
    wrong: int = 0


def run() -> Iterator[Figure]:
    quiz = ready_quiz(members=STARTERS + ATTEMPTS, questions=QUESTIONS)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        with _bare() as server:
            bare = replace(quiz, page="/detail/", start="/start/")
            _tally, *floors = runner.run(_attempts(server, bare))
        with served() as server:
            tally, cpu, rate = runner.run(_attempts(server, quiz))
            yield _figure("cpu_ms_per_attempt", cpu, "ms", floors[0])
            yield _figure("attempts_per_s", rate, "1/s", floors[1])
            yield _figure("unsaved", tally.unsaved, "answers", most=0)
            yield _figure("wrong_results", tally.wrong, "attempts", most=0)
            yield from runner.run(_start(server, quiz))


def _bare() -> AbstractContextManager[Served]:
    database = Path(os.environ["CHUYENDE_DATA_DIR"]) / "bare.sqlite3"
    questions = ",".join(str(uuid.uuid4()) for _ in range(QUESTIONS))
    return served(sys.executable, "-m", "benchmarks.bare_quiz", str(database), questions)


async def _attempts(server: Served, quiz: Ready) -> tuple[Tally, float, float]:
    """Take the quiz to its end with all phones: what went wrong, CPU milliseconds an attempt, attempts a second."""
    browsers = iter([_browser(server, session) for session in quiz.sessions[:ATTEMPTS]])
    tally = Tally()
    await _attempt(next(browsers), quiz, Tally())  # what is read once is read before
    server.settle()  # the worker has started
    used, begun = server.cpu_seconds(), time.perf_counter()
    await asyncio.gather(*[_one_after_the_other(browsers, quiz, tally) for _ in range(AT_ONCE)])
    seconds, cpu = time.perf_counter() - begun, server.cpu_seconds() - used
    return tally, 1000 * cpu / tally.done, tally.done / seconds


async def _one_after_the_other(browsers: Iterator[Browser], quiz: Ready, tally: Tally) -> None:
    for browser in browsers:
        await _attempt(browser, quiz, tally)
        await browser.close()


async def _attempt(browser: Browser, quiz: Ready, tally: Tally) -> None:
    await browser.get(quiz.page)
    page = (await browser.post(quiz.start, "number=1")).place
    shown = (await browser.get(page)).body
    headers = {"X-Attempt": found[1].decode()} if (found := _TOKEN.search(shown)) else {}
    for place, question in enumerate(_SECTION.findall(shown)):
        name = question.decode()
        sent = urlencode(
            {f"q-{name}": place % 4, f"at-{name}": int(time.time() * 1000), "device": "00112233"}
        )
        saved = await browser.post(f"{page}giu/", sent, headers)
        tally.unsaved += b'"saved": 1' not in saved.body and b'"saved":1' not in saved.body
    handed_in = urlencode({"handed-in": int(time.time() * 1000), "device": "00112233"})
    told = json.loads((await browser.post(f"{page}giu/", handed_in, headers)).body)
    tally.unsaved += not told["over"]
    result = told["url"]
    tally.wrong += f"{QUESTIONS}/{QUESTIONS}".encode() not in (await browser.get(result)).body
    tally.done += 1


async def _start(server: Served, quiz: Ready) -> list[Figure]:
    """Everybody of a large quiz presses «begin» within five seconds, and gets the questions."""
    sessions = quiz.sessions[ATTEMPTS:]
    waited = [
        seconds async for seconds in _started([_browser(server, session) for session in sessions], quiz)
    ]
    failed = sum(seconds is None for seconds in waited)
    good = sorted(seconds for seconds in waited if seconds is not None)
    return [
        _figure("start_errors", failed, "members", most=0),
        _figure("start_p99_s", good[int(0.99 * len(good))] if good else 0.0, "s"),
    ]


async def _started(browsers: list[Browser], quiz: Ready) -> AsyncIterator[float | None]:
    async def begin(place: int, browser: Browser) -> float | None:
        await asyncio.sleep(START_SECONDS * place / len(browsers))
        pressed = time.perf_counter()
        try:
            page = (await browser.post(quiz.start, "number=1")).place
            shown = await browser.get(page)
        except (OSError, asyncio.IncompleteReadError):
            return None
        finally:
            await browser.close()
        is_there = shown.status == 200 and len(_SECTION.findall(shown.body)) == QUESTIONS
        return time.perf_counter() - pressed if is_there else None

    for waited in await asyncio.gather(*[begin(*pair) for pair in enumerate(browsers)]):
        yield waited


def _browser(server: Served, session: str) -> Browser:
    return Browser(server.host, server.port, {"sessionid": session, "csrftoken": "a" * 32})


def _figure(
    name: str, value: float, unit: str, floor: float | None = None, *, most: float | None = None
) -> Figure:
    return Figure("attempt", name, value, unit, floor, bodies.database(), most)
