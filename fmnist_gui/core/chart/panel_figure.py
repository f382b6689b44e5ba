"""The figures of several people over one deck, and of a person beside a crowd."""

from collections.abc import Sequence

from fmnist_gui.core.chart import agreement_chart
from fmnist_gui.core.chart.figure import Figure, comparison_figure, figure
from fmnist_gui.core.chart.lineup import panel_lineup
from fmnist_gui.core.session.crowd import CrowdResult
from fmnist_gui.core.session.panel_result import PanelResult
from fmnist_gui.core.stats.references import Reference


def panel_figures(panel: PanelResult, references: Sequence[Reference] = ()) -> tuple[Figure, ...]:
    """Return the figures of a panel; there are none while somebody can still go on."""
    if panel.is_sealed or not panel.n:
        return ()
    return (comparison_figure(panel_lineup(panel, tuple(references))),)


def crowd_figures(crowd: CrowdResult) -> tuple[Figure, ...]:
    """Return the figures of a person beside a crowd."""
    return (figure("agreement", "Beside the crowd", agreement_chart, crowd),) if crowd.n else ()
