"""Where bugs go: logged with their traceback, said once, and nothing is lost by them."""

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

log = logging.getLogger("fmnist_gui")

LOG_BYTES = 1_000_000


class FaultHook:
    """Takes the place of ``sys.excepthook`` until removed."""

    def __init__(self, log_path: Path, say: Callable[[str], None]) -> None:
        self._say = say
        self._log_path = log_path
        self._has_said = False
        self._handler = _handler(log_path)
        if self._handler is not None:
            log.addHandler(self._handler)
            log.setLevel(logging.INFO)
        self._before = sys.excepthook
        sys.excepthook = self._on_fault

    def remove(self) -> None:
        """Put back what was there before."""
        if sys.excepthook == self._on_fault:
            sys.excepthook = self._before
        if self._handler is not None:
            log.removeHandler(self._handler)
            self._handler.close()

    def _on_fault(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if not issubclass(kind, Exception):
            # Ctrl-C is a wish.
            self._before(kind, error, trace)
            return
        log.critical("a bug", exc_info=(kind, error, trace))
        self._before(kind, error, trace)
        if not self._has_said:
            self._has_said = True
            where = self._log_path if self._handler is not None else "the terminal"
            self._say(
                f"Something went wrong inside the program ({kind.__name__}). Every saved answer "
                f"is safe; what happened is written in {where}."
            )


def _handler(path: Path) -> RotatingFileHandler | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    except OSError:
        # Without a place for the log the hook still speaks, and standard error has the rest.
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
