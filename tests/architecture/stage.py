"""The people and things on which the matrix tries every address."""

from dataclasses import dataclass
from typing import Any

from chuyende.foundation.organisation.models import Member
from tests.factories import Body, make_body

#: Everybody who can sign in, by the name of their place in `Body`.
PEOPLE = (
    "secretary",
    "deputy",
    "committee_member",
    "minute_taker",
    "member",
    "probationary",
    "exempt",
    "other_secretary",
    "other_member",
    "party_secretary",
    "party_member_of_committee",
    "inspector",
    "editor",
    "administrator",
)
VISITOR = "visitor"


@dataclass
class Stage:
    """One Party body and one thing of each kind, all of `body.cell` unless its name says otherwise."""

    body: Body

    def user(self, name: str) -> Any:
        member: Member = getattr(self.body, name)
        return member.user


def make_stage() -> Stage:
    return Stage(body=make_body())
