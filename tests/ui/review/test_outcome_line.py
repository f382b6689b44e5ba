import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.review.conclusion import Conclusion
from fmnist_gui.ui.review.outcome_line import HIDDEN, OPEN, outcome
from tests.ui.review.evidence import decision

ANN, BEN = decision("Ann", "relabel", 3), decision("Ben", "keep")
CEM = decision("Cem", "unsure")


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        (None, OPEN),
        (Conclusion("open", None, ()), OPEN),
        (Conclusion("open", None, (CEM,)), "Cem decided: unsure"),
        (
            # What counts stands first, and nobody's opinion is left out.
            Conclusion("concluded", ANN, (BEN, ANN)),
            "Ann decided: relabel to Dress; Ben decided: keep",
        ),
        (
            Conclusion("waiting", None, (ANN,)),
            "Ann decided: relabel to Dress. Waits for a second reviewer",
        ),
        (
            Conclusion("disputed", None, (ANN, BEN)),
            "Disputed: Ann decided: relabel to Dress; Ben decided: keep",
        ),
    ],
)
def test_it_says_what_became_of_an_image(conclusion: Conclusion | None, expected: str) -> None:
    said = outcome(conclusion, names=FASHION_CLASSES, reader="Cem", is_blind=False)
    assert said == expected


def test_blind_it_tells_a_reviewer_their_own_decision_alone() -> None:
    disputed = Conclusion("disputed", None, (ANN, BEN))
    own = outcome(disputed, names=FASHION_CLASSES, reader="Ben", is_blind=True)
    assert own == f"Ben decided: keep. {HIDDEN}"
    assert outcome(disputed, names=FASHION_CLASSES, reader="Cem", is_blind=True) == HIDDEN
    # Whether there is anything to hide is hidden as well.
    assert outcome(None, names=FASHION_CLASSES, reader="Cem", is_blind=True) == HIDDEN
