from xml.etree import ElementTree

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import decision_sheet as module
from fmnist_gui.core.exchange.decision_sheet import MARK, SIDE, decision_sheet, magnified
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.review_result import ReviewResult, review_result
from tests import sample
from tests.core.review.decided import decision

TEST = sample.split("test", 300)
SVG = "{http://www.w3.org/2000/svg}"


def of(*decisions: Decision) -> ReviewResult:
    return review_result([TEST], {TEST.fingerprint: decisions})


def words(page: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(page).iter(f"{SVG}text")]


def test_each_image_stands_with_its_place_label_conclusion_and_reviewer() -> None:
    result = of(
        decision(3, "keep", of=TEST, by="Bo"),
        decision(16, "relabel", of=TEST, to_class=4, by="Anna <b>"),
        decision(12, "ambiguous", of=TEST, classes=(2, 3, 5)),
        decision(5, "unsure", of=TEST),
    )
    sheet = decision_sheet(result, FASHION_CLASSES)
    (page,) = sheet.pages
    title, *lines = words(page)
    assert title == "3 images reviewed, 1 label changed; 1 ambiguous"
    # First what changes something.
    assert lines == [
        *("test 16", "Shirt", "→ Coat", "Anna <b>"),
        *("test 12", "Pullover", "also Dress,", "Sandal", "Anna"),
        *("test 3", "Dress", "kept", "Bo"),
    ]
    assert page.count("<image") == sheet.images == 3
    assert f"<!-- {MARK} -->" in page[:300]


def test_long_words_are_cut_and_control_characters_do_no_harm() -> None:
    names = ("\x07" + "long name " * 9, *FASHION_CLASSES[1:])
    (page,) = decision_sheet(of(decision(0, "keep", of=TEST, by="x" * 200)), names).pages
    assert all(len(line) <= 20 for line in words(page)[1:])
    assert words(page)[-1].endswith("…")


def test_many_images_go_on_pages_that_say_which_they_are() -> None:
    many = [decision(index, "bad", of=TEST) for index in range(230)]
    sheet = decision_sheet(of(*many), FASHION_CLASSES)
    assert [page.count("<image") for page in sheet.pages] == [100, 100, 30]
    assert [words(page)[1] for page in sheet.pages] == [
        "page 1 of 3",
        "page 2 of 3",
        "page 3 of 3",
    ]
    with pytest.raises(Cancelled):
        decision_sheet(of(*many), FASHION_CLASSES, is_cancelled=lambda: True)


def test_nothing_and_far_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RequestError, match="nothing was concluded yet"):
        decision_sheet(of(decision(5, "unsure", of=TEST)), FASHION_CLASSES)
    monkeypatch.setattr(module, "MOST_PAGES", 2)
    many = [decision(index, "bad", of=TEST) for index in range(201)]
    with pytest.raises(RequestError, match="at most 200 images, and 201 were decided"):
        decision_sheet(of(*many), FASHION_CLASSES)


def test_of_far_too_many_those_whose_label_was_kept_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    kept = [decision(index, "keep", of=TEST) for index in range(99)]
    assert decision_sheet(of(*kept, decision(200, "bad", of=TEST)), FASHION_CLASSES).left_out == 0
    two = (decision(200, "bad", of=TEST), decision(201, "bad", of=TEST))
    sheet = decision_sheet(of(*kept, *two), FASHION_CLASSES)
    assert (sheet.images, sheet.left_out) == (2, 99)
    more = [decision(index, "keep", of=TEST) for index in range(101)]
    with pytest.raises(RequestError, match="at most 100 images, and 101 were decided"):
        decision_sheet(of(*more), FASHION_CLASSES)


@pytest.mark.parametrize(("edge", "shown"), [(28, 112), (100, 100), (113, 57), (4096, 111)])
def test_pixels_stay_pixels_whatever_the_size(edge: int, shown: int) -> None:
    image = np.arange(edge * edge, dtype=np.uint32).reshape(edge, edge).astype(np.uint8)
    picture = magnified(image)
    assert picture.shape == (shown, shown)
    assert shown <= SIDE
    assert set(np.unique(picture)) <= set(np.unique(image))


def test_a_sheet_says_on_how_many_images_reviewers_differ() -> None:
    given = [decision(3, "bad", of=TEST), decision(3, "keep", of=TEST, by="Bo", day=1)]
    (page,) = decision_sheet(of(*given), FASHION_CLASSES).pages
    assert words(page)[1] == "1 image on which reviewers differ; the newest counts"
