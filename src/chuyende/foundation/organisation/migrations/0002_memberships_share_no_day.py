"""No two memberships of one member share a day: kept by the database, for any number of writers at once."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "membership_days_apart"

POSTGRESQL = f"""
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE organisation_membership ADD CONSTRAINT {NAME}
    EXCLUDE USING gist (member_id WITH =, daterange(since, until, '[]') WITH &&);
"""
SQLITE = f"""
CREATE TRIGGER {NAME}_{{event}} BEFORE {{moment}} ON organisation_membership
WHEN EXISTS (
    SELECT 1 FROM organisation_membership AS other
    WHERE other.member_id = NEW.member_id AND other.id <> NEW.id
        AND other.since <= COALESCE(NEW.until, '9999-12-31')
        AND NEW.since <= COALESCE(other.until, '9999-12-31')
)
BEGIN
    SELECT RAISE(ABORT, '{NAME}');
END
"""
MOMENTS = {"insert": "INSERT", "update": "UPDATE OF member_id, since, until"}


def keep_days_apart(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for event, moment in MOMENTS.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event}")
        schema_editor.execute(SQLITE.format(event=event, moment=moment))


def let_days_overlap(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE organisation_membership DROP CONSTRAINT {NAME}")
        return
    for event in MOMENTS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event}")


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [migrations.RunPython(keep_days_apart, let_days_overlap)]
