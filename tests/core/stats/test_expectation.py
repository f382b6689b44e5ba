"""What the blog post expected of networks."""

from dataclasses import replace
from pathlib import Path

from fmnist_gui.core.stats.expectation import held, told
from fmnist_gui.core.stats.references import Reference, load

SHIPPED = load(Path(__file__).resolve().parents[3] / "resources" / "references.toml")


def _model(name: str, accuracy: float) -> Reference:
    return Reference(name, accuracy, accuracy, accuracy, 10_000, "model", "S", None, "")


def test_both_expectations_held_by_what_is_shipped() -> None:
    simple, advanced = held(SHIPPED)
    assert (simple.share, simple.model.name, simple.is_held) == (0.90, "Two-layer CNN", True)
    assert (advanced.share, advanced.model.name, advanced.is_held) == (
        *(0.95, "Fine-tuning DARTS"),
        True,
    )
    assert told((simple, advanced)) == (
        "The blog post that began this expected about 90 % of a simple CNN and over 95 % of "
        "advanced networks: both held (Two-layer CNN 91.6 %, 95 % interval 91.0–92.1 %, 10,000 "
        "images; Fine-tuning DARTS 96.9 %, 95 % interval 96.6–97.2 %, 10,000 images)."
    )


def test_one_that_did_not_hold_is_said_to() -> None:
    found = held([_model("A small CNN", 0.95), _model("Best", 0.949)])
    assert [entry.is_held for entry in found] == [False, False]
    found = held([_model("A small CNN", 0.91), _model("Best", 0.949)])
    assert "; over 95 % of advanced networks did not hold (" in told(found)


def test_without_the_models_nothing_is_said_of_expectations() -> None:
    assert held([entry for entry in SHIPPED if "CNN" not in entry.name]) == ()
    assert held([entry for entry in SHIPPED if entry.kind != "model"]) == ()


def test_what_a_person_added_speaks_for_nobody() -> None:
    own = replace(_model("My CNN", 0.999), is_own=True)
    assert held([own, *SHIPPED]) == held(SHIPPED)
