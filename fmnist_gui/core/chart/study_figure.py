"""The figures of a study: how much is enough, and each person beside the others."""

from dataclasses import replace
from functools import partial

from fmnist_gui.core.chart import enough_chart, others_matrix
from fmnist_gui.core.chart.figure import Figure, figure
from fmnist_gui.core.chart.others_matrix import OthersMatrix
from fmnist_gui.core.stats.one_more import OneMore
from fmnist_gui.core.study.person import PersonFigures


def enough_figure(found: OneMore) -> Figure:
    """Return the agreement by labels per image, with a part of the axis to zoom to."""
    made = figure("enough", "How much is enough", enough_chart, found)
    if not enough_chart.lowest(found):
        return made
    return replace(made, zoomed=partial(enough_chart.scene, found, is_zoomed=True))


def others_figure(person: PersonFigures, class_names: tuple[str, ...]) -> Figure:
    """Return the classes that a person names beside those that most of the others name."""
    return figure("others", "Beside the others", others_matrix, OthersMatrix(person, class_names))
