"""What Alembic runs: the steps, on the connection and in the transaction of `migrate`."""

from alembic import context

from assistant.adapters.sql.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
