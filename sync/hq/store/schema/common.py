"""What the tables share: the catalog of all of them, and the column of who they belong to."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()

# The versions of headquarters before Alembic count here how far the database is: at 10 they refuse
# it instead of writing what they do not understand.
version = Table("version", metadata, Column("number", Integer, primary_key=True))


def house_column() -> Column[str]:
    """Make the column that leads the primary key of what belongs to a house."""
    return Column("house", Text, ForeignKey("houses.house"), primary_key=True)
