import base64
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage

from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.core.exchange.certificate import certificate
from fmnist_gui.core.exchange.page_proof import without_marks
from fmnist_gui.core.exchange.report import report_html
from fmnist_gui.core.exchange.report_picture import Pictures
from fmnist_gui.core.session.panel_sentence import DEVIATIONS
from fmnist_gui.core.session.record import Answer, Equipment, History, Latency, Presentation
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats.proportion import jeffreys
from fmnist_gui.core.stats.references import Reference
from tests import sample
from tests.core.session.example import START, Sitting, played

CHANCE = Reference("Chance", 0.1, None, None, None, "chance", "uniform guess", None, "")


class _Page(HTMLParser):
    """Collects what a browser would load, the tags left open and the words."""

    void = frozenset({"meta", "img", "rect", "circle", "polyline", "polygon", "path", "br"})

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


def _pictured(history: History, crowd: Any = None) -> str:
    pictures = Pictures(sample.split("test", 200).images, crowd)
    result = session_result(history, [CHANCE])
    return report_html(result, made_at=datetime(2025, 3, 2, tzinfo=UTC), pictures=pictures)


def _wrong_once(*, image: int = 0, finish: bool = True) -> History:
    labels = [8] * (image + 1)
    sitting = Sitting(labels, protocol="quick-20")
    for _ in range(image):
        sitting.answer(8)
    sitting.answer(3)
    if finish:
        sitting.do("finish")
    return sitting.history()


def test_what_was_answered_otherwise_is_pictured_inside() -> None:
    html = _pictured(played(81, 100))
    sources = _Page(html).loaded
    assert len(sources) == 19
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    assert "img-src data:" in html
    assert "://" not in html
    split = sample.split("test", 200)
    wrong = next(t for t in session_result(played(81, 100), []).outcome.scored if not t.is_right)
    image = QImage.fromData(base64.b64decode(sources[0].partition(",")[2]))
    pixels = [[image.pixelColor(x, y).red() for x in range(28)] for y in range(28)]
    assert pixels == split.images[wrong.image_index].tolist()


def test_a_picture_says_label_answer_and_what_people_said() -> None:
    crowd = np.zeros((200, 10), dtype=np.int64)
    crowd[2, [8, 3, 0]] = 30, 15, 15
    words = _Page(_pictured(_wrong_once(image=2), crowd)).words
    assert "Baganswered Dresspeople: 50 % Bag, 25 % Dress" in words
    assert "Dresspeople:" not in _Page(_pictured(_wrong_once(image=2))).words
    # Of an image that nobody was asked about nothing is said.
    assert "Dresspeople:" not in _Page(_pictured(_wrong_once(image=1), crowd)).words


def test_sixty_pictures_are_the_most_and_the_rest_is_counted() -> None:
    page = _Page(_pictured(played(110, 200)))
    assert len(page.loaded) == 60
    assert "On 90 images the first answer is another" in page.words
    assert "the first 60 in the order of the session" in page.words
    assert page.open == []


def test_before_the_end_nothing_is_pictured() -> None:
    for history in (_wrong_once(finish=False), played(3, 9, planned=20, is_simulated=True)):
        assert _Page(_pictured(history)).loaded == []


def test_images_that_are_not_here_are_not_pictured() -> None:
    sitting = Sitting([8] * 20, protocol="quick-20")
    far = replace(sitting.session.record.deck, indices=tuple(range(190, 210)))
    sitting = Sitting([8] * 210, protocol="quick-20")
    record = replace(sitting.session.record, deck=far)
    answers = []
    for place in range(20):
        sitting.answer(3)
        answer = sitting.entries[-1]
        assert isinstance(answer, Answer)
        answers.append(replace(answer, position=place, image_index=190 + place))
    sitting.do("finish")
    end = sitting.history().entries[-1]
    assert len(_Page(_pictured(History(record, (*answers, end)))).loaded) == 10


def test_large_images_are_thinned_out() -> None:
    images = np.zeros((1, 400, 300), dtype=np.uint8)
    result = session_result(_wrong_once(), [CHANCE])
    html = report_html(result, made_at=START, pictures=Pictures(images))
    (source,) = _Page(html).loaded
    image = QImage.fromData(base64.b64decode(source.partition(",")[2]))
    assert (image.width(), image.height()) == (75, 100)


def test_a_name_of_ten_thousand_letters_is_cut_everywhere() -> None:
    history = played(8, 10, name="Ada" * 3334)
    result = session_result(history, [CHANCE], reader="")
    proof = certificate(history, result, made_at=START, program_version="0.2")
    html = report_html(result, made_at=START, proof=proof)
    seen = without_marks(html)
    assert "Ada" * 30 not in seen
    assert "Ada" * 26 in seen
    assert len(seen) < 200_000


def test_a_name_is_read_in_its_own_direction() -> None:
    result = session_result(played(8, 10, name="עדה"), [CHANCE], reader="")
    html = report_html(result, made_at=START)
    assert "<h1><bdi>עדה</bdi> agreed with" in html
    assert "<title>Standard 100, \u2068עדה\u2069, 2025-03-01</title>" in html
    assert html.count("עדה") == html.count("<bdi>עדה</bdi>") + html.count("\u2068עדה\u2069") + (
        html.count(">עדה</text>")
    )


def test_the_certificate_stands_at_the_end_with_the_code() -> None:
    history = played(81, 100, name="Ada")
    result = session_result(history, [CHANCE])
    proof = certificate(history, result, made_at=START, program_version="0.2")
    page = _Page(report_html(result, made_at=START, proof=proof))
    _, card = page.words.rsplit("Certificate", 2)[0], page.words.split("How to read it")[1]
    for told in (proof.deck_code, proof.sha256, proof.session_sha256, "81 of 100 images: 81 %"):
        assert told in card
    assert "results --verify" in card
    assert page.open == []


def test_conditions_latency_and_deviations_are_told() -> None:
    history = played(150, 200, protocol="replicate-zalando")
    measured = Equipment(latency=Latency(50, (0.4, 1.9), (6.1, 12.0)))
    shown = Presentation(size_px=140)
    record = replace(history.record, equipment=measured, presentation=shown)
    words = _Page(_html(History(record, history.entries))).words
    assert "key 0.40 ms (99 %: 1.9), image 6.1 ms (99 %: 12), median of 50" in words
    assert "The images were shown at 140 px, bicubic in place of 280 px, bicubic." in words
    assert "standard, 140 px, bicubic" in words
    for unknown in DEVIATIONS:
        assert unknown in words
    usual = _Page(_html(played(81, 100))).words
    assert "What this machine adds to a response time was not measured." in usual
    assert DEVIATIONS[0] not in usual


def test_every_interval_is_there_folded_away() -> None:
    html = _html(played(81, 100))
    low, high = jeffreys(81, 100)
    assert unbroken(f"{100 * low:.2f}–{100 * high:.2f} %") in html
    assert "<details><summary>Every interval of this score</summary>" in html
    assert "Every interval" not in _html(played(8, 30, protocol="practice"))
