"""Counting visitors without knowing them. Pure functions; what is stored is told in `models`.

The method, as the public page «Thống kê truy cập» tells it:

- A *visit* is one view of a public page by a browser. Robots, previews and repeated calls of pictures and
  feeds are left out.
- *Online* is the number of different visitors of the last five minutes. To tell two visitors apart, the address
  and the browser's name are put through HMAC-SHA256 under a salt that is drawn at random each day and destroyed
  the next; only the result, cut to 128 bits, is kept, and for five minutes.
- An article's views rise by one for the same visitor at most once in half an hour.
"""

import datetime as dt
import hashlib
import hmac
import secrets
from functools import lru_cache
from typing import Final

from crawlerdetect import CrawlerDetect

ONLINE: Final = dt.timedelta(minutes=5)
#: a visitor who goes on reading is written down again only after this
SEEN_AGAIN: Final = dt.timedelta(minutes=1)
#: the same visitor adds one view to an article at most once in this time
READ_AGAIN: Final = dt.timedelta(minutes=30)
_SALT_BYTES: Final = 32
_KEY_LENGTH: Final = 32  # hexadecimal digits: 128 bits


def new_salt() -> bytes:
    """Return a fresh random salt for one day."""
    return secrets.token_bytes(_SALT_BYTES)


def visitor_key(salt: bytes, address: str, agent: str, page: str = "") -> str:
    """Return what stands for a visitor today; with `page`, for that visitor's reading of that page.

    Without the salt nobody can tell to whom a key belongs, nor which reading belongs to which visitor.
    """
    said = "\0".join((address, agent, page)).encode()
    return hmac.new(salt, said, hashlib.sha256).hexdigest()[:_KEY_LENGTH]


@lru_cache(maxsize=1024)
def is_robot(agent: str) -> bool:
    """Tell whether a browser's name is that of a robot, by the list that `crawlerdetect` keeps.

    A visitor without a name is none: every browser of people says what it is.
    """
    return not agent.strip() or bool(CrawlerDetect(user_agent=agent).is_crawler())


def first_day_of_week(day: dt.date) -> dt.date:
    """Return the Monday of the week of `day`."""
    return day - dt.timedelta(days=day.weekday())
