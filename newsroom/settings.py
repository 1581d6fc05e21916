"""All settings, read from the environment and from nowhere else.

A variable that is missing where it is needed, or that cannot be read, refuses to
boot with a message that names it. docs/deploy.md lists every variable.
"""

import warnings
import zoneinfo
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from newsroom.sqlite import journal_mode

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}


def flag(name: str, *, default: bool) -> bool:
    """The yes or no in variable `name`; anything else refuses to boot."""
    word = env.str(name, default=str(default)).strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ImproperlyConfigured(
        f"{name} is {word!r}: write true or false (or 1/0, yes/no, on/off)."
    )


def text(name: str, *, default: str | None = None) -> str:
    """The words in variable `name`; refuses to boot where none are given."""
    value = env.str(name, default=default or "").strip()
    if not value and default is None:
        raise ImproperlyConfigured(
            f"{name} is not set. It has no safe default; see docs/deploy.md. "
            f"To try the newsroom without configuration: manage.py demo"
        )
    return value


def database(name: str, *, default: str) -> dict:
    """The database that the URL in variable `name` describes, with our options."""
    url = text(name, default=default)
    try:
        config = env.db_url_config(url)
    except Exception as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read as a database URL: {error}"
        ) from error
    engine = config.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        config["OPTIONS"] = {
            # Writers queue at BEGIN instead of failing at their first write.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode={journal_mode()}; PRAGMA synchronous=FULL;"
            ),
        }
    elif engine.endswith("postgresql"):
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(
            f"{name} must name a sqlite or postgres database, as in "
            f"sqlite:///newsroom.sqlite3 or postgres://user:password@host/name."
        )
    return config


# --- Core -------------------------------------------------------------------

SECRET_KEY = text("SECRET_KEY")
DEBUG = flag("DEBUG", default=False)
ALLOWED_HOSTS = [
    host.strip()
    for host in text("ALLOWED_HOSTS", default="127.0.0.1,localhost").split(",")
    if host.strip()
]
# Set by `manage.py demo` alone: only then may the demo's staff sign in.
DEMO = flag("DEMO", default=False)
FOUR_EYES = flag("FOUR_EYES", default=False)

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

INSTALLED_APPS = [
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "simple_history",
    "catalog",
    "articles",
    "newsroom.apps.NewsroomConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data -------------------------------------------------------------------

DATABASES = {
    "default": database(
        "DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'newsroom.sqlite3'}"
    )
}

# --- Language and time ------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = text("TIME_ZONE", default="UTC")
if TIME_ZONE not in zoneinfo.available_timezones():
    raise ImproperlyConfigured(
        f"TIME_ZONE is {TIME_ZONE!r}: write the name of a zone, as in Europe/Paris."
    )

# --- Files ------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(text("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
# Before `collectstatic` has run there is no such folder, and none is needed.
warnings.filterwarnings("ignore", message="No directory at")
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(text("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsroom.static.HashedStaticFiles"},
}
# Larger than any text the desk keeps, so that a form says what is too long, and how.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
# A show with eight hundred credits, each a row of a dozen fields, is saved as one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Signing in -------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["newsroom.signin.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# --- Security ---------------------------------------------------------------

# Plain HTTP is for a developer and for the demo on this machine alone.
_HTTPS = not (DEBUG or DEMO)
SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", default=_HTTPS)
SECURE_HSTS_SECONDS = 63_072_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT
SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT
if flag("TRUST_PROXY_HEADERS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsroom.keeping.csrf_failure"
CSRF_TRUSTED_ORIGINS = [
    origin for origin in text("CSRF_TRUSTED_ORIGINS", default="").split(",") if origin
]
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}

# --- Logging ----------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}
    },
}

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
