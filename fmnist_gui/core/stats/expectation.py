"""What the blog post that began this expected of networks, and whether it came true."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.percent import images, percent
from fmnist_gui.core.stats.references import Reference

ABOUT = 0.02
"""An accuracy no further from what was expected is "about" it."""


@dataclass(frozen=True)
class _Expected:
    share: float
    short: str
    what: str
    is_meant: Callable[[Reference], bool]
    is_met: Callable[[float], bool]


@dataclass(frozen=True)
class Expectation:
    """An expected accuracy with the published model that tells what became of it.

    ``short`` fits on a chart.
    """

    share: float
    short: str
    what: str
    model: Reference
    is_held: bool


_EXPECTED = (
    _Expected(
        share=0.90,
        short="simple CNN, about 90 %",
        what="about 90 % of a simple CNN",
        is_meant=lambda entry: "CNN" in entry.name,
        is_met=lambda accuracy: abs(accuracy - 0.90) <= ABOUT,
    ),
    _Expected(
        share=0.95,
        short="advanced, over 95 %",
        what="over 95 % of advanced networks",
        is_meant=lambda entry: True,
        is_met=lambda accuracy: accuracy > 0.95,
    ),
)


def held(references: Iterable[Reference]) -> tuple[Expectation, ...]:
    """Return both expectations with the models that speak for them, none without such models.

    For the simple CNN the first published CNN speaks, for advanced networks the best model. What
    a person added says nothing of what was published.
    """
    models = [entry for entry in references if entry.kind == "model" and not entry.is_own]
    found = []
    for expected in _EXPECTED:
        meant = [entry for entry in models if expected.is_meant(entry) and entry.n]
        if not meant:
            return ()
        model = meant[0] if expected is _EXPECTED[0] else max(meant, key=lambda e: e.accuracy)
        is_met = expected.is_met(model.accuracy)
        found.append(Expectation(expected.share, expected.short, expected.what, model, is_met))
    return tuple(found)


def told(expectations: Iterable[Expectation]) -> str:
    """Return what was expected, and what became of it."""
    found = list(expectations)
    what = " and ".join(entry.what for entry in found)
    models = "; ".join(_model(entry.model) for entry in found)
    if all(entry.is_held for entry in found):
        return f"The blog post that began this expected {what}: both held ({models})."
    broken = " and ".join(entry.what for entry in found if not entry.is_held)
    return f"The blog post that began this expected {what}; {broken} did not hold ({models})."


def _model(entry: Reference) -> str:
    of = images(entry.n) if entry.n else "images"
    score = sentence.share(entry.accuracy, entry.n) if entry.n else percent(entry.accuracy)
    return f"{entry.name} {score}, {of}"
