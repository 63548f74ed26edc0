"""Run a command beside a PostgreSQL of its own, made for it and thrown away after it.

    .venv/bin/python tools/with_postgres.py .venv/bin/pytest --database-only
    .venv/bin/python tools/with_postgres.py --durable make bench SCENARIO=live

`--durable`: commits reach the disk, as on a server that matters; without it they are faster than they ever are there.

The command finds the address in CHUYENDE_DATABASE_URL. The cluster lives in a temporary directory, listens on the
loopback only, keeps nothing and stops with the command.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from glob import glob
from pathlib import Path

SIZE = {"max_connections": "100", "shared_buffers": "128MB"}
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def binaries() -> Path:
    """Return the newest PostgreSQL's programs; stop with the command that installs one."""
    found = sorted(glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    if found:
        return Path(found[-1])
    if program := shutil.which("initdb"):
        return Path(program).resolve().parent
    sys.exit("PostgreSQL is not on this machine. Install it with: apt-get install postgresql")


def main(command: list[str]) -> int:
    is_durable = command[:1] == ["--durable"]
    command = command[is_durable:]
    if not command:
        sys.exit(__doc__)
    programs = binaries()
    # PostgreSQL refuses to run as root: then its own user, which the package made, runs it
    owner = pwd.getpwnam("postgres") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    folder = Path(tempfile.mkdtemp(prefix="chuyende-postgres-"))
    os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [programs / program, *words],
            check=True,
            user=owner.pw_uid,
            group=owner.pw_gid,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        )

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    data = folder / "data"
    try:
        run("initdb", "-D", str(data), "-U", "chuyende", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = SIZE if is_durable else SIZE | FAST
        options = [f"-c {name}={value}" for name, value in settings.items()]
        options += [
            f"-c port={port}",
            "-c listen_addresses=127.0.0.1",
            f"-c unix_socket_directories={folder}",
        ]
        run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "-o", " ".join(options), "start")
        try:
            run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "chuyende", "chuyende")
            address = f"postgresql://chuyende@127.0.0.1:{port}/chuyende"
            return subprocess.run(
                command, env={**os.environ, "CHUYENDE_DATABASE_URL": address}, check=False
            ).returncode
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
