"""Whole numbers of very many rows, read without making an object of each."""

from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select
from sqlalchemy.dialects import sqlite


def read_numbers(connection: Connection, query: Select[Any]) -> NDArray[np.int64]:
    """Return what `query` asks for, shape (columns, n), each column in one piece.

    Every column has to be a whole number or yes and no, and none may be missing.
    """
    compiled = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    cursor: Any = connection.connection.cursor()
    cursor.execute(str(compiled))
    values = np.fromiter(chain.from_iterable(cursor), dtype=np.int64)
    return np.ascontiguousarray(values.reshape(-1, len(query.selected_columns)).T)
