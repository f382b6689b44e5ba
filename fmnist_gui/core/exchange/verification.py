"""Recomputes a report from its session and says what differs."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from fmnist_gui import __version__
from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import page_proof, report_content, session_file
from fmnist_gui.core.exchange.certificate import Certificate, certificate
from fmnist_gui.core.exchange.earlier_report import as_then, is_earlier, sentences_then
from fmnist_gui.core.exchange.fields import ContentError, Fields
from fmnist_gui.core.exchange.figure_difference import figure_differences
from fmnist_gui.core.exchange.label_check import contradictions
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.page_difference import page_differences
from fmnist_gui.core.exchange.panel_report import SESSIONS
from fmnist_gui.core.exchange.report import report_html
from fmnist_gui.core.exchange.report_content import CERTIFICATE
from fmnist_gui.core.exchange.report_picture import without_pictures
from fmnist_gui.core.exchange.report_set import ReportSet, report_set
from fmnist_gui.core.exchange.session_mark import is_format
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.session.name import NOBODY
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats.references import Reference

Content = dict[str, Any]
Find = Callable[[UUID], History | None]
"""Looks a session up in a database."""

HASH = "sha256"
DATABASE = "database"
"""What stands in the place of a file's name when the session was found there."""


@dataclass(frozen=True)
class Difference:
    """One value that is not what it should be; ``file`` is the name of the file that states it."""

    file: str
    field: str
    stated: object
    recomputed: object


@dataclass(frozen=True)
class Verdict:
    """What came of a verification: ``files`` were looked at, ``history`` is what they rest on.

    ``ignored`` lie beside a session that was named itself, under its name, and may be of another.
    """

    files: tuple[Path, ...]
    history: History | None
    differences: tuple[Difference, ...]
    ignored: tuple[Path, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify(
    path: Path, published: Sequence[Reference], *, find: Find, splits: Sequence[Split] = ()
) -> Verdict:
    """Recompute page, figures and session that lie side by side, of which `path` is one.

    A session that is named itself is looked at alone. One that is not there, or was changed, is
    looked up by `find`. `published` are the references that come with the program. Labels are
    compared with those of `splits` that the session was answered on. Raises DataError for a file
    that is no report, RequestError when the session is nowhere.
    """
    files = report_set(path)
    ignored: tuple[Path, ...] = ()
    if path == files.session:
        files, ignored = ReportSet(None, None, path), files.there[:-1]
    figures = report_content.KIND.read(files.figures) if files.figures else None
    page = page_proof.read_page(files.page) if files.page else None
    carried = page_proof.stated_content(page) if page is not None else None
    if any(SESSIONS in (content or {}) for content in (figures, carried)):
        raise _of_panel(path)
    if path != files.session and not any(CERTIFICATE in (c or {}) for c in (figures, carried)):
        raise _without_certificate(path)
    history, found = _session(files, figures or carried, find)
    if history is None:
        if not found:
            raise _without_session(path)
        return Verdict(files.there, None, tuple(found), ignored)
    name = files.session.name if files.session else DATABASE
    found += [
        Difference(name, f"entry {one.number}.{one.field}", one.stated, one.found)
        for one in contradictions(history, splits)
    ]
    anew = _Anew(history, published, stated=figures or carried or {})
    if files.figures and figures is not None:
        found += anew.differences(files.figures.name, figures)
    if files.page and page is not None:
        found += anew.page_differences(files.page.name, page, carried)
    return Verdict(files.there, history, tuple(found), ignored)


class _Anew:
    """A session's result computed anew, as it was told in `stated`."""

    def __init__(
        self, history: History, published: Sequence[Reference], *, stated: Content
    ) -> None:
        self._history = history
        references = (*published, *own_references(stated.get("references")))
        told = [session_result(history, references, reader=reader) for reader in (None, NOBODY)]
        words = sentences_then if is_earlier(stated) else (lambda result: list(result.headline))
        # Whether it speaks to the one who answered is told by nothing but its words.
        like = (result for result in told if words(result) == stated.get("sentences"))
        self._result = next(like, told[0])

    def differences(self, file: str, stated: Content) -> Iterator[Difference]:
        """Yield what differs in the figures that `file` states."""
        proof = stated.get(CERTIFICATE)
        for field, content in (("", stated), (f"{CERTIFICATE}.", proof)):
            if isinstance(content, dict):
                computed = content_sha256(content)
                if content.get(HASH) != computed:
                    yield Difference(file, f"{field}{HASH}", content.get(HASH), computed)
        anew = report_content.report_content(self._result, self._certificate(proof))
        if is_earlier(stated):
            anew = as_then(anew, self._result)
        expected = json.loads(canonical(anew))
        for field, found, recomputed in figure_differences(
            _without_hashes(stated), _without_hashes(expected)
        ):
            yield Difference(file, field, found, recomputed)

    def page_differences(
        self, file: str, page: str, carried: Content | None
    ) -> Iterator[Difference]:
        """Yield what differs in what is read on a page, and in the figures that it carries."""
        yield from hash_difference(file, page)
        if carried is None:
            yield Difference(file, "figures", None, "those of the session")
            return
        yield from self.differences(file, carried)
        proof = self._certificate(carried.get(CERTIFICATE))
        if proof.program_version != __version__ or is_earlier(carried):
            # Another version may use other words; what it states was compared above.
            return
        anew = report_html(self._result, made_at=proof.made_at, proof=proof)
        yield from line_differences(file, without_pictures(page), without_pictures(anew))

    def _certificate(self, stated: object) -> Certificate:
        """Return the certificate as if made when and by what is stated; the hash covers both."""
        made_at, version = self._history.record.started_at, __version__
        given = Fields(stated if isinstance(stated, dict) else {}, "the certificate")
        try:
            made_at = given.moment("made_at")
            version = given.text("program_version")
        except ContentError:
            # Left as they are, both are among what differs.
            pass
        return certificate(self._history, self._result, made_at=made_at, program_version=version)


def hash_difference(file: str, page: str) -> Iterator[Difference]:
    """Yield that a page was changed after its hash was written into it, if it was."""
    stated, computed = page_proof.stated_sha256(page), page_proof.page_sha256(page)
    if stated != computed:
        yield Difference(file, f"page {HASH}", stated, computed)


def line_differences(file: str, page: str, anew: str) -> Iterator[Difference]:
    """Yield where what is read on a page is not what is read on the one made anew."""
    seen = (page_proof.without_marks(text) for text in (page, anew))
    for number, ours, theirs in page_differences(*seen):
        yield Difference(file, f"line {number}", ours, theirs)


def _session(
    files: ReportSet, stated: Content | None, find: Find
) -> tuple[History | None, list[Difference]]:
    """Return the session beside the report or in the database, and what is wrong with the first."""
    found: list[Difference] = []
    if files.session is not None:
        content = session_file.KIND.read(files.session)
        computed = content_sha256(content)
        if content.get(HASH) == computed or not is_format(str(content.get("format"))):
            return session_file.read(files.session), []
        found.append(Difference(files.session.name, HASH, content.get(HASH), computed))
        stated = stated or {CERTIFICATE: {"session_id": content.get("id")}}
    proof = (stated or {}).get(CERTIFICATE)
    try:
        session_id = Fields(proof, "the certificate").uuid("session_id")
    except ContentError:
        return None, found
    return find(session_id), found


def own_references(stated: object) -> Iterator[Reference]:
    """Yield the references that the one who made the report had added; they claim themselves."""
    for entry in stated if isinstance(stated, list) else []:
        if isinstance(entry, dict) and entry.get("is_own") is True:
            try:
                yield Reference(**entry)
            except TypeError:
                # It is among what differs.
                continue


def _without_hashes(content: Content) -> Content:
    kept = {name: value for name, value in content.items() if name != HASH}
    proof = content.get(CERTIFICATE)
    if isinstance(proof, dict):
        kept[CERTIFICATE] = {name: value for name, value in proof.items() if name != HASH}
    return kept


def _of_panel(path: Path) -> DataError:
    return DataError(
        path,
        expected="the report of a session",
        found="that of a panel",
        remedy="recompute it with 'fmnist-gui panel --verify'",
    )


def _without_certificate(path: Path) -> DataError:
    return DataError(
        path,
        expected="a report with a certificate",
        found="none",
        remedy="a session that can be gone on with has none; save its report when it is finished",
    )


def _without_session(path: Path) -> RequestError:
    return RequestError(
        f"{path}: its session is neither beside it nor in this database; put the .fmsession file "
        "that was saved with it into the same folder"
    )
