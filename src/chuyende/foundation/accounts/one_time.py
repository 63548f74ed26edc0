"""Passwords that serve once: issued by an administrator, replaced at the first sign-in.

Nothing keeps them: each is derived from the installation's key and the moment of issue, so that the list can
be shown for an hour and printed, and is nowhere to be stolen from afterwards.
"""

import datetime as dt
import uuid
from typing import Final

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils.crypto import salted_hmac

#: without the letters and digits that a reader of a printed list takes for one another
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LETTERS = 3, 4
#: how long the list may be looked at
SHOWN_FOR: Final = dt.timedelta(hours=1)


def password_issued_to(user_id: uuid.UUID, at: dt.datetime) -> str:
    """Return the password that was issued to the account at the moment `at`: 59 bits as abcd-efgh-jkmn."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    digest = salted_hmac("chuyende.one-time-password", f"{user_id} {moment}", algorithm="sha256").digest()
    number, letters = int.from_bytes(digest), []
    for _place in range(_GROUPS * _LETTERS):
        number, rest = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    text = "".join(letters)
    return "-".join(text[start : start + _LETTERS] for start in range(0, len(text), _LETTERS))


class OneTimePasswordHasher(PBKDF2PasswordHasher):
    """PBKDF2 with few rounds: the password is random, not guessable, and a list of hundreds is issued at once.

    Django raises the rounds by itself when the person signs in, and a chosen password has them all.
    """

    iterations = 20_000

    def hashed(self, password: str) -> str:
        return self.encode(password, self.salt())
