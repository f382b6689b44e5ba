"""Recomputes a panel's report from the sessions beside it and says what differs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fmnist_gui import __version__
from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import page_proof, report_content, session_file
from fmnist_gui.core.exchange.fields import ContentError, Fields
from fmnist_gui.core.exchange.figure_difference import figure_differences
from fmnist_gui.core.exchange.label_check import contradictions
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.panel_report import SESSIONS, panel_html, panel_report_content
from fmnist_gui.core.exchange.panel_report_file import member_path
from fmnist_gui.core.exchange.report_set import report_set
from fmnist_gui.core.exchange.verification import (
    HASH,
    Difference,
    hash_difference,
    line_differences,
    own_references,
)
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.session.panel_result import panel_result
from fmnist_gui.core.session.record import History
from fmnist_gui.core.stats.references import Reference

MOST_PEOPLE = 1000


@dataclass(frozen=True)
class PanelVerdict:
    """What came of a verification: ``files`` were looked at, ``people`` are those of the panel."""

    files: tuple[Path, ...]
    people: int
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify_panel(
    path: Path, published: Sequence[Reference], *, splits: Sequence[Split] = ()
) -> PanelVerdict:
    """Recompute page and figures of a panel, one of which is `path`, from everybody's session.

    `published` are the references that come with the program. Labels are compared with those of
    `splits` that the sessions were answered on. Raises DataError for a file that is no report of
    a panel, and for a session that is not beside it or was changed.
    """
    files = report_set(path)
    figures = report_content.KIND.read(files.figures) if files.figures else None
    page = page_proof.read_page(files.page) if files.page else None
    carried = page_proof.stated_content(page) if page is not None else None
    stated = figures if figures is not None and SESSIONS in figures else carried
    people = stated.get(SESSIONS) if stated is not None else None
    if stated is None or not isinstance(people, list) or not 1 < len(people) <= MOST_PEOPLE:
        raise DataError(
            path,
            expected="the report of a panel, page or figures",
            found="another file",
            remedy="choose one that was saved with a panel; while somebody can go on there is none",
        )
    places = [member_path(path, number) for number in range(1, len(people) + 1)]
    histories = [session_file.read(place) for place in places]
    found = [
        Difference(place.name, f"entry {one.number}.{one.field}", one.stated, one.found)
        for place, history in zip(places, histories, strict=True)
        for one in contradictions(history, splits)
    ]
    anew = _Anew(histories, published, stated)
    if files.figures and figures is not None:
        found += anew.differences(files.figures.name, figures)
    if files.page and page is not None:
        found += anew.page_differences(files.page.name, page, carried)
    looked_at = tuple(file for file in (files.page, files.figures) if file is not None)
    return PanelVerdict((*looked_at, *places), len(histories), tuple(found))


class _Anew:
    """A panel computed anew, as if made when and by what is stated; the hash covers both."""

    def __init__(
        self, histories: Sequence[History], published: Sequence[Reference], stated: dict[str, Any]
    ) -> None:
        references = (*published, *own_references(stated.get("references")))
        self._made_at, self._version = histories[0].record.started_at, __version__
        given = Fields(stated, "the report")
        try:
            self._made_at = given.moment("made_at")
            self._version = given.text("program_version")
        except ContentError:
            # Left as they are, both are among what differs.
            pass
        try:
            result = panel_result(histories)
        except RequestError as error:
            raise RequestError(f"the sessions beside the report make no panel: {error}") from error
        self._content = panel_report_content(
            result, histories, references, made_at=self._made_at, program_version=self._version
        )
        self._page = panel_html(result, references, made_at=self._made_at, content=self._content)

    def differences(self, file: str, stated: dict[str, Any]) -> Iterator[Difference]:
        """Yield what differs in the figures that `file` states."""
        computed = content_sha256(stated)
        if stated.get(HASH) != computed:
            yield Difference(file, HASH, stated.get(HASH), computed)
        expected = json.loads(canonical(self._content))
        ours, theirs = (_without_hash(told) for told in (stated, expected))
        for field, found, recomputed in figure_differences(ours, theirs):
            yield Difference(file, field, found, recomputed)

    def page_differences(
        self, file: str, page: str, carried: dict[str, Any] | None
    ) -> Iterator[Difference]:
        """Yield what differs in what is read on a page, and in the figures that it carries."""
        yield from hash_difference(file, page)
        if carried is None:
            yield Difference(file, "figures", None, "those of the sessions")
            return
        yield from self.differences(file, carried)
        # Another version may use other words; what it states was compared above.
        if self._version == __version__:
            yield from line_differences(file, page, self._page)


def _without_hash(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != HASH}
