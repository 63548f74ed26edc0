"""Removing what an import made, as long as nothing else rests on it."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Model
from django.db.models.fields.reverse_related import ForeignObjectRel, ManyToManyRel
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.organisation.errors import StillInUse
from chuyende.foundation.organisation.models import Department, Member, Membership, Organisation, Position

#: what an import makes, in the order in which it is removed
MADE: Final[dict[str, type[Model]]] = {
    "positions": Position,
    "memberships": Membership,
    "members": Member,
    "users": User,
    "departments": Department,
    "organisations": Organisation,
}
_NAMED: Final = 5
_BATCH: Final = 500


def remove_what_was_made(created: dict[str, list[str]]) -> None:
    """Delete the objects whose ids are in `created`. Raises `StillInUse`, naming them, when anything else uses one."""
    made = {model: created.get(kind, []) for kind, model in MADE.items()}
    in_use = sorted({str(each) for model in MADE.values() for each in _used(model, made)})
    if in_use:
        names = ", ".join(in_use[:_NAMED])
        raise StillInUse(
            _(
                "The import cannot be undone: other data rests on it by now (%(names)s%(more)s). Correct these members "
                "and cells one by one instead. Nothing was changed."
            )
            % {"names": names, "more": "…" if len(in_use) > _NAMED else ""}
        )
    for model, ids in made.items():
        for start in range(0, len(ids), _BATCH):
            model._default_manager.filter(pk__in=ids[start : start + _BATCH]).delete()


def _used(model: type[Model], made: dict[type[Model], list[str]]) -> Iterator[Model]:
    """Yield the made objects of `model` to which something points that the import did not make."""
    ids = made[model]
    for relation in model._meta.related_objects:
        other = relation.related_model
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            pointing = _pointing(relation, batch)
            own = set(made.get(other, []))
            used = {target for pk, target in pointing if str(pk) not in own}
            yield from model._default_manager.filter(pk__in=used)
    if model is User:
        yield from User.objects.filter(pk__in=ids, last_login__isnull=False)


def _pointing(relation: ForeignObjectRel, ids: list[str]) -> Iterator[tuple[object, object]]:
    if isinstance(relation, ManyToManyRel) and relation.through is not None:
        through = relation.field.m2m_reverse_field_name()
        rows = relation.through._default_manager.filter(**{f"{through}__in": ids})
        return iter(rows.values_list("pk", through))
    name = relation.field.name
    return iter(
        relation.related_model._default_manager.filter(**{f"{name}__in": ids}).values_list("pk", name)
    )
