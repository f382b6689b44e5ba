"""What belongs to a chart's note and is not drawn."""

from fmnist_gui.core.chart.wording import seconds
from fmnist_gui.core.session.measurement import Measurement
from fmnist_gui.core.stats.percent import percent, percent_range


def of_tail(measured: Measurement) -> str:
    """Return the ex-Gaussian of the times, where there are enough."""
    found = measured.ex_gaussian
    if found is None:
        return ""
    return (
        f"An ex-Gaussian over {found.n:,} scored times has μ {seconds(found.mu_s)}, "
        f"σ {seconds(found.sigma_s)} and τ {seconds(found.tau_s)}, the tail of slow answers."
    )


def of_speed(measured: Measurement) -> str:
    """Return right answers per second, speed and accuracy in one figure."""
    found = measured.correct_per_second
    return "" if found is None else f"Right answers per second of answering: {found:.2f}."


def of_second_choices(measured: Measurement) -> str:
    """Return how often the second choice was right where the first was wrong."""
    found = measured.second
    if found is None or found.share is None:
        return ""
    return (
        f"Where the first answer was wrong, the second choice was right on {found.right:,} of "
        f"{found.count:,}: {percent(found.share)}, 95 % interval {percent_range(found.interval)}."
    )
