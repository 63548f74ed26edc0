"""Settings: every one that an installation may change is read from the environment here.

See docs/operate/settings.md for the list.
"""

import warnings
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key
from environs import Env

from chuyende.config import logs

env = Env(prefix="CHUYENDE_")

PACKAGE = Path(__file__).resolve().parent.parent
#: everything that is not the program: database, uploads, the secret key
DATA_DIR = Path(env.str("DATA_DIR", "data")).resolve()


def _secret_key() -> str:
    """Return the installation's key, made once and kept in the data directory."""
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key())
    return kept.read_text()


SECRET_KEY = env.str("SECRET_KEY", "") or _secret_key()
DEBUG = env.bool("DEBUG", False)
PUBLIC_URL = env.str("PUBLIC_URL", "http://localhost:8000")
# the licence gives every reader a right to the source of the version that serves them
SOURCE_URL = env.str("SOURCE_URL", "")
HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["*"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "chuyende.sample",
    "chuyende.faces.portal",
    "chuyende.faces.desk",
    "chuyende.faces.insights",
    "chuyende.faces.paperwork",
    "chuyende.followup.rewards",
    "chuyende.meeting.live",
    "chuyende.meeting.contests",
    "chuyende.meeting.quizzes",
    "chuyende.meeting.questions",
    "chuyende.meeting.discussion",
    "chuyende.meeting.meetings",
    "chuyende.planning.programmes",
    "chuyende.planning.library",
    "chuyende.planning.governance",
    "chuyende.foundation.assignments",
    "chuyende.foundation.review",
    "chuyende.foundation.notifications",
    "chuyende.foundation.organisation",
    "chuyende.foundation.accounts",
    "chuyende.foundation.ui",
    "chuyende.foundation.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "treebeard",
    "easy_thumbnails",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "chuyende.foundation.accounts.middleware.ReaderMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chuyende.foundation.accounts.middleware.OwnPasswordMiddleware",
    "chuyende.foundation.organisation.middleware.SecondFactorMiddleware",
    "chuyende.foundation.core.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "chuyende.config.urls"
WSGI_APPLICATION = "chuyende.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("chuyende.foundation.ui.loaders.Loader", ["django.template.loaders.app_directories.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chuyende.foundation.ui.context_processors.preferences",
                "chuyende.foundation.ui.context_processors.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "chuyende.foundation.ui.templatetags.ui",
                "chuyende.foundation.organisation.templatetags.organisation",
            ],
        },
    }
]
FORM_RENDERER = "chuyende.foundation.ui.forms.Renderer"

# --- database: SQLite out of the box, PostgreSQL by one variable -------------------------------------

if database_url := env.str("DATABASE_URL", ""):
    # each thread keeps its connection for as many seconds and tries it before each page: after a restart of the database
    # no page meets one that is dead (docs/adr/0022)
    DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=600, conn_health_checks=True)}
    # seconds: so soon whoever needs a machine that is away is told
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "chuyende.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
                ),
            },
        }
    }

# --- people ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "chuyende.foundation.accounts.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# signing in (django-allauth): by user name or e-mail address, nobody signs up
ACCOUNT_ADAPTER = "chuyende.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# a whole hall signs in through the one address of its school; an account is locked after five wrong passwords
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "120/m/ip,5/900s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)
MFA_ADAPTER = "chuyende.foundation.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Chuyên Đề"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# a session is listed from its sign-in on; noting every page would make a write of every read
USERSESSIONS_TRACK_ACTIVITY = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:today"
SESSION_ENGINE = "chuyende.foundation.accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- language and time -------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["chuyende.config.formats"]

# --- files -------------------------------------------------------------------------------------------

STATIC_URL = "static/"
# counters of failed sign-ins, which every process of this machine must see
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = DEBUG
#: the typefaces of everything printed, built by `make assets`
PAPER_FONTS = PACKAGE / "faces" / "paperwork" / "fonts"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- what leaves the page: nothing from another host, nothing inline ---------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- e-mail and jobs ---------------------------------------------------------------------------------

_email = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _email["EMAIL_HOST"], _email["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_USER"], _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _email["EMAIL_USE_TLS"], _email["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "chuyende@localhost")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- the live hall: several processes tell one another by Redis -----------------------------------------

REDIS_URL = env.str("REDIS_URL", "")

# --- logs ---------------------------------------------------------------------------------------------

LOGGING = logs.configured(as_json=env.bool("LOG_JSON", False))

# --- the catalogue of components, for those who build pages ------------------------------------------

UI_CATALOGUE = env.bool("UI_CATALOGUE", DEBUG)

warnings.filterwarnings("ignore", message=".*URLField.assume_scheme.*")
