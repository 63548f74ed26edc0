"""`chuyende serve`: pages, jobs and housekeeping by one command, on one port."""

import asyncio
import contextlib
import gc
import resource
import signal
import socket
import sys
from collections.abc import AsyncIterator, Coroutine
from typing import TYPE_CHECKING, Any

import structlog
import uvicorn
import uvloop
from django.core.management import call_command
from django.db import connections

from chuyende.foundation.organisation.models import Organisation
from chuyende.sample import sign_ins

from .preparation import prepare_database, prepare_static_files

if TYPE_CHECKING:
    from chuyende.meeting.live.consumers import LiveApplication

log = structlog.get_logger(__name__)

STOP_SECONDS = 10
RESTART_SECONDS = 2
#: young garbage is looked for after so many new objects; the oldest never by itself, see `_collect_when_quiet`
COLLECT_AFTER = (10_000, 20, 1_000_000)
COLLECT_SECONDS, QUIET = 300, 200
#: a longer frame ends its socket before it is read; what the hall takes is shorter (docs/live-protocol.md)
SOCKET_BYTES = 64 * 1024


def serve(host: str, port: int, *, with_sample: bool = False) -> int:
    """Prepare what is missing and serve until SIGINT or SIGTERM. Returns the exit code.

    `with_sample` loads the sample committee into a database that knows no organisation.
    """
    _allow_many_sockets()
    try:
        listening = socket.create_server((host, port), backlog=2048)
    except OSError as error:
        sys.stderr.write(
            f"Không mở được cổng {port} ở {host}: {error.strerror}.\n"
            "Chương trình khác đang dùng cổng này; chọn cổng khác: PORT=8080 chuyende serve\n"
        )
        return 1
    prepare_database()
    if with_sample and not Organisation.objects.exists():
        call_command("sample")
    elif with_sample and sign_ins.is_loaded():
        sys.stdout.write(f"{sign_ins.told()}\n")
    prepare_static_files()
    connections.close_all()
    # uvicorn raises the signal once more when it has stopped; by then there is nothing left to interrupt
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    with listening, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_run(listening))
    return 0


def _allow_many_sockets() -> None:
    """A phone in the hall is an open file: lift the soft limit of this process as far as it may."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # a system that allows less than it tells
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def _run(listening: socket.socket) -> None:
    from .asgi import application, attempts, live, pages  # only now: it takes a second

    gc.collect()
    gc.freeze()  # what has been loaded stays
    gc.set_threshold(*COLLECT_AFTER)

    server = uvicorn.Server(
        uvicorn.Config(
            application,
            http="httptools",
            # one object a phone, no task of its own
            ws="websockets-sansio",
            ws_max_size=SOCKET_BYTES,
            ws_per_message_deflate=False,  # 300 KB a phone
            ws_ping_interval=None,  # phones ping by themselves, and are ended when they fall silent
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
    )
    async with (
        _beside(pages.keep()),
        _beside(_keep_worker()),
        _beside(_collect_when_quiet(live)),
    ):
        host, port = listening.getsockname()[:2]
        shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::"} else host  # noqa: S104  # compared, not opened
        print(f"Chuyên Đề: http://{shown}:{port}  (dừng: Ctrl+C)", flush=True)  # noqa: T201  # to the operator
        await server.serve(sockets=[listening])
        await live.stop()
        await attempts.stop()


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Let `work` go on while the server runs, and stop it afterwards."""
    going = asyncio.create_task(work)
    try:
        yield
    finally:
        going.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await going


async def _collect_when_quiet(live: "LiveApplication") -> None:
    """Look through all objects for garbage while the hall is empty: with 10,000 phones that takes 0.7 s, in which
    nobody is answered."""
    while True:
        await asyncio.sleep(COLLECT_SECONDS)
        if live.connected <= QUIET:
            gc.collect()


async def _keep_worker() -> None:
    """Keep one worker process alive, until it is cancelled: then it is stopped in order."""
    while True:
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "chuyende.config.worker",
            stdin=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for the server, which then stops the worker in order
        )
        try:
            code = await worker.wait()
        except asyncio.CancelledError:
            await _stop(worker)
            raise
        log.error("the worker ended; starting it again", code=code)
        await asyncio.sleep(RESTART_SECONDS)


async def _stop(worker: asyncio.subprocess.Process) -> None:
    if worker.returncode is not None:
        return
    worker.terminate()
    try:
        await asyncio.wait_for(worker.wait(), STOP_SECONDS)
    except TimeoutError:
        log.warning("the worker did not finish its job in time; it will be done again")
        worker.kill()
        await worker.wait()
