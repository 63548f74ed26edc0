"""What whoever tries the sample types to sign in."""

from chuyende.foundation.accounts.models import User

from .content.people import CELLS, COMMITTEE_OFFICES, OFFICES
from .people import PASSWORD, SIGN_INS


def is_loaded() -> bool:
    """Tell whether this database holds the sample committee."""
    return User.objects.filter(username__in=SIGN_INS.values()).count() == len(SIGN_INS)


def told() -> str:
    """The user names, who they are, and the one password, as lines for a terminal."""
    lines = [f"Tài khoản mẫu (mật khẩu chung: {PASSWORD}):"]
    lines += [f"  {username:<11} {_office(cell, place)}" for (cell, place), username in SIGN_INS.items()]
    return "\n".join(lines)


def _office(cell: int, place: int) -> str:
    offices = [title for c, p, _role, title in COMMITTEE_OFFICES if (c, p) == (cell, place)]
    if place < len(OFFICES):
        offices.insert(0, OFFICES[place][1])
    return f"{', '.join(offices) or 'Đảng viên'} ({CELLS[cell].name})"
