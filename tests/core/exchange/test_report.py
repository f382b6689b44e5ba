import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from fmnist_gui.core.exchange.report import report_html
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats.references import Reference
from tests.core.session.example import Sitting, played

CHANCE = Reference("Chance", 0.1, None, None, None, "chance", "uniform guess", None, "")


class _Page(HTMLParser):
    """Collects what a browser would load, the tags left open and the words."""

    void = frozenset({"meta", "rect", "circle", "polyline", "polygon", "path", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.words = ""
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.tags.add(tag)
        self.loaded += [value for name, value in attrs if name in ("src", "href", "xlink:href")]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.void:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data.replace("\u00a0", " ")


def _html(history: History) -> str:
    return report_html(session_result(history, [CHANCE]), made_at=datetime(2025, 3, 2, tzinfo=UTC))


def test_the_report_loads_nothing_and_runs_nothing() -> None:
    html = _html(played(81, 100))
    page = _Page(html)
    assert page.loaded == []
    assert page.open == []
    assert "script" not in page.tags
    assert "url(" not in html
    assert "://" not in html
    assert "default-src 'none'" in html


def test_the_report_says_what_the_window_says_and_what_it_rests_on() -> None:
    history = played(81, 100)
    result = session_result(history, [CHANCE])
    words = _Page(_html(history)).words
    deck = history.record.deck
    for said in (*result.headline, *result.notes, deck.sha256, deck.code, deck.fingerprint):
        assert said in words
    assert "72.2–87.5 %" in words
    assert "280 px, bicubic" in words
    assert "Seed7, numpy" in words
    assert "Figure 4." in words
    assert "2025-03-02" in words


def test_light_and_dark_are_both_there() -> None:
    assert re.search(
        r"prefers-color-scheme: dark\) \{ :root \{ --ground: #17181B", _html(played(8, 10))
    )


def test_a_name_cannot_bring_markup() -> None:
    page = _Page(_html(played(8, 10, name="<script>alert(1)</script>" * 3)))
    assert "script" not in page.tags
    assert "<script>alert(1)" in page.words


@pytest.mark.parametrize("identity", [None, "practice"])
def test_other_data_stands_beside_nothing(identity: str | None) -> None:
    words = _Page(_html(played(81, 100, identity=identity))).words
    assert "83.5 %" not in words
    assert "Chance" not in words
    assert "81 of 100" in words


def test_practice_has_no_accuracy() -> None:
    words = _Page(_html(played(8, 30, protocol="practice"))).words
    assert "You practised on 30 images. Practice is not scored." in words
    assert "95 % interval" not in words
    assert "83.5 %" not in words


def test_an_empty_session_has_a_report_too() -> None:
    page = _Page(_html(played(0, 0, planned=20)))
    assert "0 of 20 images answered so far." in page.words
    assert "svg" not in page.tags


def test_every_flag_is_told() -> None:
    sitting = Sitting([0] * 3, protocol="quick-20", seen={2})
    sitting.answer(0, 31.0)
    sitting.session.lose_focus()
    sitting.answer(0)
    sitting.do("pause", "resume")
    sitting.answer(0)
    sitting.do("finish")
    words = _Page(_html(sitting.history())).words
    for told in (
        "1 image had been seen before and is left out of the score.",
        "1 answer came after more than 30 s.",
        "1 answer came after a pause.",
        "The window was not in front during 1 answer.",
    ):
        assert told in words
