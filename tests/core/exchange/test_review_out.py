from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset
from fmnist_gui.core.exchange import decision_sheet
from fmnist_gui.core.exchange.review_out import Format, write
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.review.decision import Decision, Original
from fmnist_gui.core.review.material import Material
from tests import sample
from tests.core.review.decided import decision

AT = datetime(2026, 2, 1, tzinfo=UTC)
TEST = sample.split("test", 40)


def material(*decisions: Decision) -> Material:
    dataset = Dataset({"test": TEST}, FASHION_CLASSES, Path("x"), "Sample")
    return Material(dataset, {TEST.fingerprint: decisions})


def test_it_says_how_many_rows_went_in_and_out_and_leaves_nobody_out_silently(
    tmp_path: Path,
) -> None:
    made = material(
        decision(0, "keep", of=TEST),
        decision(1, "duplicate", of=TEST, original=Original(TEST.fingerprint, "test", 5)),
        decision(2, "duplicate", of=TEST, original=Original("f" * 64, "test", 5)),
        decision(3, "unsure", of=TEST),
    )
    patch = write("patch", tmp_path / "p.csv", made, made_at=AT, png_of=str.encode)
    assert (patch.rows_in, patch.rows_out) == (4, 2)
    assert "1 is unsure" in patch.sentence
    assert "1 as duplicates of images in other data" in patch.sentence
    verdicts = write("verdicts", tmp_path / "v.json", made, made_at=AT, png_of=str.encode)
    assert (verdicts.rows_in, verdicts.rows_out) == (4, 1)
    assert "2 as duplicates, for which verdicts have no word" in verdicts.sentence


def test_drawing_pages_tells_how_far_it_is_and_leaves_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision_sheet, "DOWN", 1)
    made = material(*(decision(index, "bad", of=TEST) for index in range(25)))
    told: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        told.append((done, total))

    path = tmp_path / "s.png"
    with pytest.raises(Cancelled):
        write(
            "sheet",
            path,
            made,
            made_at=AT,
            png_of=str.encode,
            report=report,
            is_cancelled=lambda: len(told) == 2,
        )
    assert list(tmp_path.glob("s*")) == []
    told.clear()
    done = write("sheet", path, made, made_at=AT, png_of=str.encode, report=report)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [file.name for file in done.files] == ["s-1.png", "s-2.png", "s-3.png"]
    assert done.sentence == "A picture sheet of 25 images on 3 pages."


def test_an_image_that_two_reviewers_share_is_told_once(tmp_path: Path) -> None:
    shared = [decision(1, "ambiguous", of=TEST, by=name) for name in ("Ada", "Bob")]
    made = replace(material(*shared), rule="two")
    formats: tuple[Format, ...] = ("patch", "verdicts")
    for format in formats:
        done = write(format, tmp_path / format, made, made_at=AT, png_of=str.encode)
        assert (done.rows_in, done.rows_out) == (1, 1)
        assert "about 1 image" in done.sentence
        assert "2" not in done.sentence
