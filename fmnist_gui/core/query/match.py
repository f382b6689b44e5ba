"""Which images of a table a query means.

What is not known about an image (NaN) meets no condition: `margin<0.3`, `margin!=0.3` and
`margin:0-1` all leave it out. A term that is turned round holds wherever the plain one does not,
so `-margin<0.3` takes in the images whose margin is not known.
"""

import numpy as np

from fmnist_gui.core.query.condition import Condition
from fmnist_gui.core.query.term import Query
from fmnist_gui.core.table.column import Mask
from fmnist_gui.core.table.table import Table


def match(query: Query, table: Table) -> Mask:
    """Return which images are meant, shape (n,); all of them for a query without terms.

    Raises QueryError for a key or a value that this table does not know and for a range that
    cannot be; a query that no image meets is no error.
    """
    wanted = np.ones(table.count, dtype=np.bool_)
    for term in query.terms:
        mask = Condition(query, term, table).mask()
        np.logical_and(wanted, ~mask if term.is_negated else mask, out=wanted)
    return wanted


def tells_labels(query: Query, table: Table) -> bool:
    """Return whether the labels of some images could be told from what the query finds.

    That something is known about an image (`has:`) tells nothing about its label.
    """
    columns = (table.column(term.key) for term in query.terms)
    return any(column is not None and column.tells_label for column in columns)
