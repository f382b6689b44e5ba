"""A PostgreSQL server of one's own, for measuring and tests: a socket in a temporary folder."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

SUPERUSER = "postgres"
PATIENCE_S = 60
_UNPRIVILEGED = ("postgres", "nobody")


def programs() -> Path | None:
    """Return the folder of ``postgres`` and ``initdb``, the newest there is; None without one."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: [int(n) for n in folder.parent.name.split(".") if n.isdigit()],
        reverse=True,
    )
    on_path = shutil.which("postgres")
    folders = [*packaged, *([Path(on_path).resolve().parent] if on_path else [])]
    return next(
        (f for f in folders if all((f / n).is_file() for n in ("postgres", "initdb"))), None
    )


class PrivateServer:
    """A server that nobody else can reach, gone with its folder after :meth:`close`.

    With ``is_hasty`` it does not wait for the disk, and what it holds does not survive a power
    cut. It refuses to run as root, who lets another user run it.
    """

    def __init__(self, *, is_hasty: bool = True) -> None:
        folder = programs()
        if folder is None:
            raise FileNotFoundError("no PostgreSQL server is installed")
        self._programs = folder
        self._is_hasty = is_hasty
        self._who = _someone_else()
        # Addresses of sockets have at most 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="fg-", dir="/tmp"))
        self._process: subprocess.Popen[bytes] | None = None
        if self._who:
            shutil.chown(self.folder, self._who["user"], self._who["group"])
        try:
            self._make()
            self.start()
        except BaseException:
            self.close()
            raise

    def url(self, database: str = "postgres", *, user: str = SUPERUSER, password: str = "") -> str:
        """Return the address of one of its databases."""
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start it on the data that is there, and wait until it answers."""
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}"]
        options += ["-c", "max_connections=120", "-c", "logging_collector=off"]
        hasty = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        options += [word for name in hasty if self._is_hasty for word in ("-c", name)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._who,
            )
        until = time.monotonic() + PATIENCE_S
        # It writes "ready" in this line once it takes connections.
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.02)

    def stop(self, *, at_once: bool = False) -> None:
        """End it: in good order, or at once, as a power cut would for all but the disk."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            self._process.wait(PATIENCE_S)
            self._process = None

    def close(self) -> None:
        """End it and remove its folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        """Return the server itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.close()

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _make(self) -> None:
        made = subprocess.run(
            [
                *(self._programs / "initdb", "-D", self._data, "-U", SUPERUSER),
                *("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            **self._who,
        )
        if made.returncode:
            raise RuntimeError(made.stderr[-2000:])

    def _is_ready(self) -> bool:
        try:
            lines = (self._data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        own = str(self._process.pid) if self._process else ""
        return len(lines) > 7 and lines[0] == own and lines[7].strip() == "ready"


def _someone_else() -> dict[str, Any]:
    """Return as whom to run it, nothing for oneself."""
    if os.geteuid():
        return {}
    # Not there on Windows, where nobody comes so far.
    import pwd

    for name in _UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise FileNotFoundError("no user but root is here to run a PostgreSQL server")
