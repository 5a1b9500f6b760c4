"""Django's settings. What differs between installations comes from `environment.py`."""

from pathlib import Path
from typing import Any

import dj_database_url

from kenbaar.site.environment import environment
from kenbaar.site.mail import mail_settings

_ENVIRONMENT = environment()
_HERE = Path(__file__).resolve().parent

SECRET_KEY = _ENVIRONMENT.secret()
SECRET_FILE = None if _ENVIRONMENT.secret_key else _ENVIRONMENT.secret_file
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
# The pages of notices speak French as well: who gets a decision there reads them first.
NOTICE_LANGUAGES = [*LANGUAGES, ("fr", "Français")]
LOCALE_PATHS = [_HERE / "locale"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# A section of the sheet with lists of hundreds of rows comes back in one form; the bytes above bound what that costs.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_HANDLERS = [
    "kenbaar.site.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "kenbaar.journal",
    "kenbaar.people",
    "kenbaar.register",
    "kenbaar.suppliers",
    "kenbaar.outbox",
    "kenbaar.assessments",
    "kenbaar.notices",
    "kenbaar.casework",
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
    "kenbaar.site.middleware.desk_sessions.DeskSessions",
    "allauth.account.middleware.AccountMiddleware",
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
    for language, _name in NOTICE_LANGUAGES
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
# A cookie never reaches the public pages, so those are the same for everybody.
DESK_ADDRESS = "/desk/"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = DESK_ADDRESS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "kenbaar-session", "kenbaar-form"
SESSION_ENGINE = "kenbaar.people.sealed_sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "kenbaar.desk.views.refusals.form_too_old"
SECURE_HSTS_SECONDS = 31536000 if _ENVIRONMENT.https else 0

# Sign-in: see docs/how-to/sign-in.md and kenbaar/people/signing_in.py.
AUTHENTICATION_BACKENDS = ["kenbaar.people.signing_in.PasswordAndSecondFactor"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "desk:start", "account_login"
ACCOUNT_ADAPTER = "kenbaar.people.signing_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _ENVIRONMENT.https else "http"
ACCOUNT_REAUTHENTICATION_METHODS = ["mfa"]
# Both per address of the reader and per account, so that neither many tries nor many accounts help.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    # Codes of letters that lead nowhere, and messages from the public: see kenbaar/people/slowing.py.
    "notice_code": "10/10m/key",
    "notice_code_of_all": "300/10m/key",
    "notice_message": "10/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = _ENVIRONMENT.trusted_proxies
SOCIALACCOUNT_ADAPTER = "kenbaar.people.signing_in.SocialAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": _ENVIRONMENT.oidc_name,
                "client_id": _ENVIRONMENT.oidc_client_id,
                "secret": _ENVIRONMENT.oidc_client_secret,
                "settings": {"server_url": _ENVIRONMENT.oidc_issuer},
            }
        ]
        if _ENVIRONMENT.oidc_issuer
        else [],
    }
}
OIDC_ROLES_CLAIM, OIDC_ROLES = _ENVIRONMENT.oidc_roles_claim, _ENVIRONMENT.oidc_roles
MFA_ADAPTER = "kenbaar.people.signing_in.SecondFactors"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kenbaar"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _ENVIRONMENT.https

# Tries to sign in are counted in the database: all processes and machines of a site count together.
# Django keeps 300 counts unless told otherwise: whoever has that many addresses would wipe out those of others.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

_MAIL = mail_settings(_ENVIRONMENT.mail_url)
EMAIL_BACKEND = _MAIL.backend
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.ssl, _MAIL.starttls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _ENVIRONMENT.mail_from

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
NOTICE_SECRET = _ENVIRONMENT.notice_secret
NOTICE_SECRET_FILE = _ENVIRONMENT.notice_secret_file or _ENVIRONMENT.data_dir / "notice-secret.txt"
NOTICE_READING_KEYS = _ENVIRONMENT.notice_reading_keys
# Each process sends what its deeds put in the outbox, in the background; tests do it by hand.
OUTBOX_SENDS_ITSELF = True
WEBHOOK_PRIVATE = _ENVIRONMENT.webhook_private
# Each process seals what its deeds added, in the background; tests do it by hand.
LOG_SEALS_ITSELF = True
# Each process makes the rounds once an hour, in the background; tests do it by hand.
ROUNDS_BY_THEMSELVES = True
EVIDENCE_LIMIT_BYTES = _ENVIRONMENT.evidence_limit_mb * 1024 * 1024
SCAN_COMMAND = _ENVIRONMENT.scan_command
CENTRAL_CHECK = _ENVIRONMENT.central_check
CHECK_LINKS = _ENVIRONMENT.check_links
PAGE_CACHE_BYTES = _ENVIRONMENT.page_cache_mb * 1024 * 1024
IMPORT_LIMIT_BYTES = _ENVIRONMENT.import_limit_mb * 1024 * 1024
PUBLIC_URL = _ENVIRONMENT.public_url.rstrip("/")
THEME = _ENVIRONMENT.theme
