"""The steps, in the order of their numbers; 1 to 9 are of the time before Alembic."""
