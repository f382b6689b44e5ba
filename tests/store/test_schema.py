import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

import fmnist_gui.store
from fmnist_gui.store import migration
from fmnist_gui.store.database import Database
from fmnist_gui.store.schema import METADATA, UtcMicroseconds


def test_models_and_migrations_agree(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_the_newest_script_is_the_one_the_program_knows() -> None:
    versions = migration.LINEAGE.folders[0]
    script = ScriptDirectory(str(versions.parent), version_locations=[str(versions)])

    assert script.get_heads() == [migration.HEAD]


def test_the_revision_and_the_version_in_the_header_are_one(database: Database) -> None:
    with database.reading() as connection:
        revisions = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()
        assert revisions.all() == [migration.HEAD]
    assert database.schema_version == migration.LINEAGE.number == int(migration.HEAD)


def test_deleting_never_spreads(database: Database) -> None:
    with database.reading() as connection:
        statements = connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalars().all()

    assert not re.search("cascade", " ".join(filter(None, statements)), re.IGNORECASE)
    assert "FOREIGN KEY" in " ".join(filter(None, statements))


offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@given(
    moment=st.datetimes(
        datetime(1, 1, 3),
        datetime(9999, 12, 29),
        timezones=offsets,
    )
)
def test_a_moment_comes_back_to_the_microsecond(moment: datetime) -> None:
    kind, dialect = UtcMicroseconds(), sqlite.dialect()

    stored = kind.process_bind_param(moment, dialect)

    assert isinstance(stored, int)
    assert kind.process_result_value(stored, dialect) == moment


def test_a_time_without_zone_is_a_mistake() -> None:
    kind, dialect = UtcMicroseconds(), sqlite.dialect()
    naive = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(TypeError, match="offset"):
        kind.process_bind_param(naive, dialect)


def test_the_package_brings_its_migrations() -> None:
    package = fmnist_gui.store.__path__[0]
    for folder in migration.LINEAGE.folders:
        assert folder.is_relative_to(package)
