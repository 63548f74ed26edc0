"""How a unit's papers speak: its spelling, and what it calls its people and itself on one day."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from chuyende.faces.paperwork.engine.text import HouseStyle, apply_house_style
from chuyende.foundation.organisation.enums import OrganisationKind, Role
from chuyende.foundation.organisation.models import Member, Organisation, Position
from chuyende.foundation.organisation.policy import LEADERS
from chuyende.foundation.organisation.queries import committee_of, path_upwards
from chuyende.planning.governance.errors import RuleMissing
from chuyende.planning.governance.queries import rule_in_force

#: offices that a paper names after a person; an account's work (editor, administrator) is no office
_OFFICES = (*LEADERS, Role.INSPECTOR)
_USUAL = {
    (Role.SECRETARY, OrganisationKind.CELL): "Bí thư Chi bộ",
    (Role.DEPUTY, OrganisationKind.CELL): "Phó Bí thư Chi bộ",
    (Role.COMMITTEE_MEMBER, OrganisationKind.CELL): "Chi uỷ viên",
    (Role.SECRETARY, OrganisationKind.COMMITTEE): "Bí thư Đảng uỷ",
    (Role.DEPUTY, OrganisationKind.COMMITTEE): "Phó Bí thư Đảng uỷ",
    (Role.COMMITTEE_MEMBER, OrganisationKind.COMMITTEE): "Đảng uỷ viên",
}
_BODY, _COMMITTEE = "Đảng bộ", "Đảng uỷ"


@dataclass(frozen=True)
class Voice:
    """The words of one organisation's papers on one day."""

    organisation: Organisation
    day: dt.date
    style: HouseStyle

    def say(self, form: str, **values: object) -> str:
        """The words of a form in the unit's spelling; what is put in (names, titles) stays as it is."""
        return apply_house_style(form, self.style).format(**values)

    @cached_property
    def _positions(self) -> dict[object, Position]:
        """The office by which a paper calls each member: of the cell before one above, the higher first."""
        held = Position.objects.on(self.day).filter(
            organisation__path__in=path_upwards(self.organisation), role__in=_OFFICES
        )
        ranked = sorted(
            held.select_related("organisation"),
            key=lambda each: (-len(each.organisation.path), _OFFICES.index(Role(each.role)), each.since),
        )
        return {each.member_id: each for each in reversed(ranked)}

    def office(self, member: Member) -> str:
        """«Bí thư Chi bộ»: the office held on the day, or nothing."""
        held = self._positions.get(member.pk)
        if held is None:
            return ""
        usual = _USUAL.get((Role(held.role), OrganisationKind(held.organisation.kind)), "")
        return apply_house_style(held.title.strip() or usual, self.style)

    def comrade(self, member: Member) -> str:
        """«đồng chí Đặng Văn Quý»."""
        return f"đồng chí {member.full_name}"

    def comrade_first(self, member: Member) -> str:
        """At the beginning of a sentence: «Đồng chí Đặng Văn Quý»."""
        return f"Đồng chí {member.full_name}"

    def comrade_with_office(self, member: Member) -> str:
        """«đồng chí Đặng Văn Quý, Bí thư Chi bộ»."""
        office = self.office(member)
        return f"{self.comrade(member)}, {office}" if office else self.comrade(member)

    @property
    def is_cell(self) -> bool:
        return self.organisation.kind == OrganisationKind.CELL

    @property
    def issuer(self) -> str:
        """Who issues: the cell, or the committee («Đảng uỷ …») of the body («Đảng bộ …»)."""
        name = self.organisation.name.strip()
        if self.is_cell or not name.startswith(_BODY):
            return name
        return apply_house_style(_COMMITTEE, self.style) + name.removeprefix(_BODY)

    @property
    def issuer_code(self) -> str:
        return "CB" if self.is_cell else "ĐU"

    @cached_property
    def _above(self) -> Organisation | None:
        return committee_of(self.organisation)

    @property
    def superior(self) -> str:
        """The line above the issuer: the body that the organisation belongs to."""
        return self.organisation.superior_name or (self._above.name if self._above else "")

    @property
    def place(self) -> str:
        """Where papers are dated; dots to be filled in by hand when nobody has told."""
        return self.organisation.place or (self._above.place if self._above else "") or "…………"

    @cached_property
    def has_committee(self) -> bool:
        """Tell whether the cell has a committee of its own: more than a secretary and a deputy."""
        members = Position.objects.on(self.day).filter(
            organisation=self.organisation, role=Role.COMMITTEE_MEMBER
        )
        return not self.is_cell or members.exists()

    @property
    def collective(self) -> str:
        """In whose name the secretary signs: «Chi uỷ», «Chi bộ» where there is none, «Đảng uỷ»."""
        if not self.is_cell:
            return self.say("Đảng uỷ")
        return self.say("Chi uỷ") if self.has_committee else "Chi bộ"

    def signing_position(self, member: Member | None) -> str:
        """«Bí thư» or «Phó Bí thư»: the position under «T/M …»."""
        held = self._positions.get(member.pk) if member else None
        deputy = held is not None and held.role == Role.DEPUTY
        return "Phó Bí thư" if deputy else "Bí thư"


def voice_of(organisation: Organisation, day: dt.date) -> Voice:
    """The organisation's way of writing on `day`; without a rule of spelling, the newer one («uỷ»)."""
    try:
        spelling = rule_in_force("house_style", day=day, organisation=organisation).text("spelling")
    except RuleMissing:
        spelling = "uỷ"
    return Voice(organisation, day, "old" if spelling == "ủy" else "new")
