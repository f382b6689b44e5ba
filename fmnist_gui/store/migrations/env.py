"""Run by alembic: the revisions, on the connection and in the transaction that are given."""

from alembic import context

from fmnist_gui.store.schema import Row

context.configure(connection=context.config.attributes["connection"], target_metadata=Row.metadata)
with context.begin_transaction():
    context.run_migrations()
