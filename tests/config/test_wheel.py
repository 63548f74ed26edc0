"""The wheel: installed in a clean environment, without Node, it serves."""

import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.needs import missing
from tests.server import free_port

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / "src/chuyende/foundation/ui/static/ui/dist/app.css").exists():
        missing("the built interface", "make assets")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("chuyende-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel and its locked libraries, and nothing else."""
    place = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    uv = [
        Path(sys.executable).parent / "uv",
        "pip",
        "install",
        "--quiet",
        "--python",
        place / "bin" / "python",
    ]
    subprocess.run([*uv, "--require-hashes", "-r", ROOT / "requirements" / "run.lock"], check=True)
    subprocess.run([*uv, "--no-deps", wheel], check=True)
    return place


def test_wheel_serves_in_an_empty_place_without_node(installed: Path, tmp_path: Path) -> None:
    environment = {
        "PATH": str(installed / "bin"),
        "CHUYENDE_DATA_DIR": str(tmp_path / "data"),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
    }
    assert shutil.which("node", path=environment["PATH"]) is None
    port = free_port()
    server = subprocess.Popen(
        [installed / "bin" / "chuyende", "serve", "--port", str(port)],
        env=environment,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = next(f"http://localhost:{port}" for line in server.stdout if f"localhost:{port}" in line)
        with urllib.request.urlopen(address, timeout=30) as answer:
            page = answer.read().decode()
        style = re.search(r'href="(/static/ui/dist/app\.[0-9a-f]+\.css)"', page)
        assert style is not None
        with urllib.request.urlopen(address + style.group(1), timeout=30) as answer:
            assert answer.headers["Content-Type"].startswith("text/css")
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0

    assert '<html lang="vi"' in page


def test_wheel_ships_translations_and_fonts_of_papers(installed: Path) -> None:
    package = next(installed.glob("lib/python3*/site-packages/chuyende"))

    assert len(list(package.glob("*/*/locale/vi/LC_MESSAGES/django.mo"))) >= 10
    assert sorted(file.name for file in (package / "faces/paperwork/fonts").iterdir()) == [
        "LICENSE_FONT",
        "Tinos-Bold.ttf",
        "Tinos-BoldItalic.ttf",
        "Tinos-Italic.ttf",
        "Tinos-Regular.ttf",
    ]
