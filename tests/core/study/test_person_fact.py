"""The facts about one person of a study, in words."""

from dataclasses import replace

import numpy as np

from fmnist_gui.core.study.person import people_figures
from fmnist_gui.core.study.person_fact import person_facts
from tests.core.study.sample import ANNA, BEN, labels


def test_every_figure_stands_with_its_number_and_interval() -> None:
    said = [(ANNA, image, 0) for image in range(6)] + [(ANNA, 0, 0), (ANNA, 9, 0), (ANNA, 7, -1)]
    told = labels([*said, (BEN, 0, 0), (BEN, 1, 1)], repeats=[6], checks=[7])
    told = replace(told, response_s=np.full(len(told), 1.5))
    (anna, _) = people_figures(told, class_count=3)
    facts = dict(person_facts(anna))

    assert facts["Labels, one at a time"] == "7"
    assert facts["Of these “cannot tell”"] == "1"
    # Nine trials of 1.5 s each brought seven labels.
    assert facts["Labels an hour"] == "1,867"
    assert facts["Median time"] == "1.50 s, half of them 1.50 s to 1.50 s"
    assert facts["From 10th to 90th percentile"] == "1.50 s to 1.50 s, 8 times"
    assert facts["Agrees with the others"] == "1 of 2, 50 % (9–91 %)"
    assert facts["Attention checks right"] == "1 of 1, 100 % (21–100 %)"
    assert facts["Repeats answered as before"] == "1 of 1, 100 % (21–100 %)"
    assert "1970" in facts["Last answer"]
    assert "Labels from files" not in facts


def test_what_cannot_be_told_is_a_dash() -> None:
    told = labels([(ANNA, 0, 1)], batch=[0])
    (anna,) = people_figures(replace(told, response_s=np.array([np.nan])), class_count=3)
    facts = dict(person_facts(anna))
    assert facts["Labels to many images at once"] == "1"
    unknown = [facts[key] for key in ("Labels an hour", "Speed", "Agrees with the others")]
    assert unknown == ["–"] * 3
