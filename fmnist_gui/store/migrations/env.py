"""Run by alembic: the revisions, on the connection and in the transaction that are given."""

from alembic import context

from fmnist_gui.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
