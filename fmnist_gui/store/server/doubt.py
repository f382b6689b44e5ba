"""Tells a server how doubtful each image is, by which it chooses what comes next."""

from typing import TYPE_CHECKING, Any

import numpy as np

from fmnist_gui.core.study.assignment import standing
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.study_row import number_of

if TYPE_CHECKING:
    from psycopg import Cursor

_PUSH = """
WITH told AS (
    SELECT * FROM unnest(%(images)s::bigint[], %(given)s::int[], %(doubts)s::real[])
        AS told (image, given, doubt)
), open AS MATERIALIZED (
    SELECT item.seq, told.given, told.doubt, study.labels, study.most, study.certainty
    FROM told
    JOIN fmnist_gui.item ON item.study = %(study)s AND item.image = told.image
    JOIN fmnist_gui.study ON study.seq = item.study
    WHERE item.doubt_of < told.given
    ORDER BY item.seq FOR UPDATE OF item SKIP LOCKED
)
UPDATE fmnist_gui.item SET
    doubt = open.doubt,
    doubt_of = open.given,
    wanted = CASE
        WHEN open.certainty IS NULL OR open.given < open.labels THEN open.labels
        WHEN open.doubt <= 1 - open.certainty THEN open.labels
        ELSE least(open.most, open.given + 1)
    END
FROM open WHERE item.seq = open.seq
"""


def push(server: Server, study: Study, labels: StudyLabels) -> int:
    """Tell the server what is known of each image with labels; return how many were news there.

    An image whose consensus is not as certain as wanted is to get one more label than it has, up
    to the most. What somebody knew from more labels stays.
    """
    found = standing(study, labels)
    has_labels = found.given > 0
    index = np.array(study.indices, dtype=np.int64)[has_labels]

    def work(cursor: "Cursor[Any]") -> int:
        values = {
            "study": number_of(cursor, study.sha256, str(server.address)),
            "images": index.tolist(),
            "given": found.given[has_labels].tolist(),
            "doubts": (1 - found.posterior[has_labels]).tolist(),
        }
        cursor.execute(_PUSH, values)
        return cursor.rowcount

    return server.run(work) if len(index) else 0
