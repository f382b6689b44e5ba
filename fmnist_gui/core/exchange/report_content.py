"""The figures of a report for programs, with the certificate and a hash over all of it."""

from pathlib import Path
from typing import Any

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.certificate import Certificate
from fmnist_gui.core.exchange.own_json import FileKind, content_sha256
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.session.result_content import as_json

KIND = FileKind("a report's figures", DataError, most_bytes=4 * 1024 * 1024, most_parts=450_000)
CERTIFICATE = "certificate"


def report_content(result: SessionResult, proof: Certificate) -> dict[str, Any]:
    """Return all figures of `result` and its certificate fit for JSON."""
    content = {**as_json(result), CERTIFICATE: proof.content()}
    return {**content, "sha256": content_sha256(content)}


def encoded(path: Path, content: dict[str, Any]) -> bytes:
    """Return the figures of a report as they are to stand in the file at `path`.

    Raises DataError when `path` is no name for a file, or when there are too many.
    """
    return KIND.encoded(path, content, too_long=("too many figures", "report less"))
