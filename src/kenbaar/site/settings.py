"""Django's settings. What differs between installations comes from `environment.py`."""

from pathlib import Path
from typing import Any

import dj_database_url

from kenbaar.site.environment import environment

_ENVIRONMENT = environment()
_HERE = Path(__file__).resolve().parent

SECRET_KEY = _ENVIRONMENT.secret()
DEBUG = _ENVIRONMENT.debug
ALLOWED_HOSTS = [host.strip() for host in _ENVIRONMENT.hosts.split(",") if host.strip()]
ROOT_URLCONF = "kenbaar.site.urls"
WSGI_APPLICATION = "kenbaar.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [_HERE / "locale"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "kenbaar.journal",
    "kenbaar.people",
    "kenbaar.register",
    "kenbaar.assessments",
    "kenbaar.portal",
]

MIDDLEWARE = [
    "kenbaar.site.middleware.log_files.LogFiles",
    "kenbaar.site.middleware.ready_pages.ReadyPages",
    "kenbaar.api.version.ApiAnswers",
    "django.middleware.security.SecurityMiddleware",
    "kenbaar.site.middleware.content_policy.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kenbaar.site.middleware.declared_access.DeclaredAccess",
    "kenbaar.site.middleware.page_language.PageLanguage",
]

# One engine for each language, so that a template has its texts in place before the first request.
TEMPLATES = [
    {
        "NAME": language,
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "kenbaar.site.pages.environment", "language": language},
    }
    for language, _name in LANGUAGES
]

_DEFAULT_DATABASE = f"sqlite:///{(_ENVIRONMENT.data_dir / 'kenbaar.sqlite3').absolute()}"
_DATABASE: dict[str, Any] = dict(dj_database_url.parse(_ENVIRONMENT.database_url or _DEFAULT_DATABASE))
if _DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a writer waits for its turn at the start of a deed instead of failing in the middle of it.
    _DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
    }
else:
    _DATABASE["CONN_HEALTH_CHECKS"] = True
# Opening the database took as long as making a page.
_DATABASE["CONN_MAX_AGE"] = 600
DATABASES = {"default": _DATABASE}

STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static"]
STATIC_ROOT = _ENVIRONMENT.data_dir / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31536000 if _ENVIRONMENT.https else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

SEARCH_INDEX_DIR = _ENVIRONMENT.data_dir / "search"
# Each process brings the index up to date by itself, in the background; tests do it by hand.
SEARCH_FOLLOWS_JOURNAL = True
LOG_STORE = _ENVIRONMENT.log_store or str(_ENVIRONMENT.data_dir / "log")
LOG_KEYS = _ENVIRONMENT.log_keys
LOG_KEY_FILE = _ENVIRONMENT.log_key_file or _ENVIRONMENT.data_dir / "log-keys.txt"
LOG_WITNESSES = _ENVIRONMENT.log_witnesses
# Each process seals what its deeds added, in the background; tests do it by hand.
LOG_SEALS_ITSELF = True
PAGE_CACHE_BYTES = _ENVIRONMENT.page_cache_mb * 1024 * 1024
IMPORT_LIMIT_BYTES = _ENVIRONMENT.import_limit_mb * 1024 * 1024
PUBLIC_URL = _ENVIRONMENT.public_url.rstrip("/")
THEME = _ENVIRONMENT.theme
