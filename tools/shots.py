"""Pictures of the main pages of the sample committee, at 360 and 1280 px, into build/shots/.

    tools/shots.py [WORD…]        only the pages whose name contains one of the words
    tools/shots.py --theme dark   also: --large-type

The sample is made anew in a directory of its own; the pages are those of the real server.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "shots"
SIZES: dict[str, dict[str, Any]] = {
    "360": {
        "viewport": {"width": 360, "height": 740},
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
    },
    "1280": {"viewport": {"width": 1280, "height": 800}},
}


@dataclass(frozen=True)
class Shot:
    """One page: its name, who looks (None: a visitor), its address's name, and the arguments of it."""

    name: str
    who: str | None
    url: str
    of: Callable[[], dict[str, Any]] = dict


def newest(label: str, **where: Any) -> Callable[[], dict[str, Any]]:
    """Arguments that name the newest object of a model: `newest("meetings.Meeting", state="closed")`."""

    def find() -> dict[str, Any]:
        from django.apps import apps

        found = apps.get_model(label).objects.filter(**where).order_by("-created_at").first()
        if found is None:
            raise LookupError(f"the sample has no {label} with {where}")
        return {"pk": found.pk}

    return find


SHOTS = [
    Shot("portal-home", None, "portal:home"),
    Shot("portal-articles", None, "portal:article_list"),
    Shot("sign-in", None, "account_login"),
    Shot("desk-today-member", "member", "desk:today"),
    Shot("desk-today-secretary", "secretary", "desk:today"),
    Shot("desk-calendar", "member", "desk:calendar"),
    Shot("desk-record", "member", "desk:my_record"),
    Shot("inbox", "party_secretary", "review:inbox"),
    Shot("plan", "secretary", "programmes:plan"),
    Shot("topic", "secretary", "programmes:topic_detail", newest("programmes.Topic")),
    Shot("meetings", "secretary", "meetings:meeting_list"),
    Shot("meeting", "secretary", "meetings:meeting_detail", newest("meetings.Meeting")),
    Shot("meeting-run", "secretary", "meetings:meeting_run", newest("meetings.Meeting")),
    Shot("attendance", "secretary", "meetings:attendance_sheet", newest("meetings.Meeting")),
    Shot("tasks", "member", "assignments:task_list"),
    Shot("documents", "member", "governance:document_list"),
    Shot("document", "member", "governance:document_detail", newest("governance.Document")),
    Shot("materials", "member", "library:material_list"),
    Shot("questions", "secretary", "questions:question_bank"),
    Shot("question-import", "secretary", "questions:import_start"),
    Shot("quizzes", "secretary", "quizzes:quiz_list"),
    Shot(
        "quiz-analysis",
        "secretary",
        "quizzes:quiz_analysis",
        newest("quizzes.Quiz", meeting__closed_at__isnull=False),
    ),
    Shot("knowledge", "party_secretary", "quizzes:knowledge"),
    Shot("hall", "secretary", "live:sitting_list"),
    Shot("contest", "member", "contests:contest_detail", newest("contests.Contest")),
    Shot("contest-standings", "member", "contests:contest_standings", newest("contests.Contest")),
    Shot("preferences", None, "ui:preferences"),
]


def people() -> dict[str, Any]:
    """Return one account of the sample for each part that the pictures play."""
    from chuyende.foundation.organisation.enums import OrganisationKind, Role
    from chuyende.foundation.organisation.models import Member, Position

    held = Position.objects.filter(until=None).select_related("member__user")
    in_cell = held.filter(organisation__kind=OrganisationKind.CELL)
    above = held.filter(organisation__kind=OrganisationKind.COMMITTEE)
    plain = Member.objects.filter(positions=None).exclude(user=None).select_related("user")
    return {
        "secretary": in_cell.filter(role=Role.SECRETARY)[0].member.user,
        "party_secretary": above.filter(role=Role.SECRETARY)[0].member.user,
        "administrator": above.filter(role=Role.ADMINISTRATOR)[0].member.user,
        "member": plain[0].user,
    }


@contextmanager
def server() -> Iterator[str]:
    """Serve a new sample from a temporary directory; yield the address."""
    folder = tempfile.mkdtemp(prefix="chuyende-shots-")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    os.environ |= {
        "CHUYENDE_DATA_DIR": folder,
        "CHUYENDE_DATABASE_URL": "",
        "CHUYENDE_PUBLIC_URL": url,
        "CHUYENDE_UI_CATALOGUE": "true",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop in this thread
    }
    subprocess.run([sys.executable, "-m", "chuyende", "sample"], check=True, stdout=subprocess.DEVNULL)
    running = subprocess.Popen([sys.executable, "-m", "chuyende", "serve", "--port", str(port)])
    try:
        wait_for(f"{url}/giao-dien/", running)
        yield url
    finally:
        running.terminate()
        running.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(url: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server did not start")


def take(browser: Browser, url: str, shots: list[Shot], looks: dict[str, str]) -> list[str]:
    """Take every picture; return what went wrong, one line a page."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    faults = []
    accounts = people()
    for size, options in SIZES.items():
        for shot in shots:
            context = browser.new_context(
                base_url=url,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                reduced_motion="reduce",
                **options,
            )
            cookies = dict(looks)
            if shot.who:
                client = Client()
                client.force_login(accounts[shot.who], "chuyende.foundation.accounts.backends.AccountBackend")
                cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": name, "value": value, "url": url} for name, value in cookies.items()]
            )
            page = context.new_page()
            try:
                answer = page.goto(reverse(shot.url, kwargs=shot.of()), wait_until="networkidle")
                page.screenshot(path=TARGET / f"{shot.name}-{size}.png", full_page=True)
                if answer is None or answer.status != 200:
                    faults.append(f"{shot.name} at {size}: {answer.status if answer else 'no answer'}")
                wide = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                if wide > 0:
                    faults.append(f"{shot.name} at {size}: {wide} px wider than the screen")
            except Exception as error:  # noqa: BLE001  # one page's failure must not hide the other pictures
                faults.append(f"{shot.name} at {size}: {error}")
            context.close()
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("word", nargs="*")
    parser.add_argument("--theme", choices=["light", "dark"])
    parser.add_argument("--large-type", action="store_true")
    chosen = parser.parse_args()
    executable = shutil.which("chromium")
    if executable is None:
        sys.exit("Chromium is not on this machine. Install it with: apt-get install chromium")
    shots = [shot for shot in SHOTS if not chosen.word or any(word in shot.name for word in chosen.word)]
    looks = ({"theme": chosen.theme} if chosen.theme else {}) | (
        {"type": "large"} if chosen.large_type else {}
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    with server() as url:
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "chuyende.config.settings"
        django.setup()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            faults = take(browser, url, shots, looks)
            browser.close()
    print("\n".join(faults) or f"{2 * len(shots)} pictures in {TARGET.relative_to(ROOT)}/")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
