"""The rules that the program brings along, entered wherever its tables are made."""

import datetime as dt
import json
import uuid
from importlib.resources import files
from typing import Any

from django.apps.registry import Apps
from django.apps.registry import apps as installed
from django.db import transaction

_SEEDS = uuid.UUID("018f0000-0000-7000-8000-000000000001")


def enter_general_rules(using: str, apps: Apps = installed, **_signal: Any) -> None:
    """After migrating or emptying the tables: add the general rules of `seeds/` that are missing; change none."""
    try:
        rule_sets = apps.get_model("governance", "RuleSet").objects.using(using)
    except LookupError:  # migrated backwards, before this app existed
        return
    kept = set(rule_sets.filter(organisation=None).values_list("code", "effective_from"))
    with transaction.atomic(using=using):
        rule_sets.bulk_create(
            rule_sets.model(**version)
            for version in seeded_rules()
            if (version["code"], version["effective_from"]) not in kept
        )


def seeded_rules() -> list[dict[str, Any]]:
    """Read `seeds/*.json`: one file a subject, in it the dated versions."""
    found = []
    for file in sorted(files(__package__).joinpath("seeds").iterdir(), key=lambda file: file.name):
        code = file.name.removesuffix(".json")
        for version in json.loads(file.read_text(encoding="utf-8")):
            since = dt.date.fromisoformat(version["effective_from"])
            found.append(
                version | {"id": uuid.uuid5(_SEEDS, f"{code} {since}"), "code": code, "effective_from": since}
            )
    return found
