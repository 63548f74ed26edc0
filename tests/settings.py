"""The program's settings as tests run them: an empty data directory of their own, and nothing slow.

Only what makes tests fast or harmless differs from an installation. The database is SQLite in a file, or
PostgreSQL when CHUYENDE_DATABASE_URL names one (see tools/with_postgres.py).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_data = tempfile.mkdtemp(prefix="chuyende-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["CHUYENDE_DATA_DIR"] = _data
os.environ["CHUYENDE_SECRET_KEY"] = "for tests only"
# Playwright keeps an event loop in the thread of the test; the tests themselves are synchronous
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from chuyende.config.settings import *  # noqa: E402, F403  # the environment above comes first
from chuyende.config.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402  # same

# each test database is made and dropped: nobody may hold a connection to it
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # passwords that serve once are issued with it
]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
Path(DATA_DIR / "static").mkdir(exist_ok=True)

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # a file where `chuyende serve` finds it: the browser journeys and threads need real connections
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "chuyende.sqlite3"}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
