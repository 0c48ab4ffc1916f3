"""Every setting of the project. What may differ between installations comes from the environment.

docs/operating.md lists the variables; cms/environment.py refuses values that cannot be meant.
"""

import sys
from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF

from cms import databases, environment, logs, mail, openapi, signing_keys

# `ModelAdmin[Page]` and the like: some of Django's classes take no parameters at run time.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
# All that is made at run time, so that one folder is kept, backed up or thrown away.
VAR_DIR = BASE_DIR / "var"
STATIC_ROOT = VAR_DIR / "static"
for folder in (VAR_DIR, STATIC_ROOT):
    folder.mkdir(exist_ok=True)
MEDIA_ROOT = environment.folder("MEDIA_ROOT", default=VAR_DIR / "media")

DEBUG = environment.boolean("DEBUG", default=False)
SECRET_KEY = environment.secret_key("SECRET_KEY", kept_in=VAR_DIR / "secret_key" if DEBUG else None)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")

# What anybody can check a proof with, and the key that signs it.
PROOF_SIGNING_KEY = signing_keys.signing_key(
    "PROOF_SIGNING_KEY",
    file_name="PROOF_SIGNING_KEY_FILE",
    kept_in=VAR_DIR / "proof_signing_key.pem" if DEBUG else None,
    needed=sys.argv[1:2] != ["make_signing_key"],
)
PROOF_PUBLIC_KEYS = signing_keys.retired_keys("PROOF_PUBLIC_KEYS")

# Addresses that enter served documents. They never come from the request: stored bytes and
# bytes made for one reader must be equal.
SITE_URL = environment.address("SITE_URL", default="http://localhost:8000" if DEBUG else None)
API_URL = environment.address("API_URL", default="http://localhost:8000" if DEBUG else None)
MEDIA_URL = (
    environment.address("MEDIA_URL", default="http://localhost:8000/media" if DEBUG else None) + "/"
)
WEB_ROUTES = environment.routes(
    "WEB_ROUTES",
    default={
        "condition": "/conditions/{slug}/",
        "symptom": "/symptoms/{slug}/",
        "article": "/articles/{slug}/",
    },
)

CONTENT_LOCALES = environment.locales("CONTENT_LOCALES", default="en")
DEFAULT_CONTENT_LOCALE = CONTENT_LOCALES[0]
LOCALE_FALLBACKS = environment.fallbacks("LOCALE_FALLBACKS", locales=CONTENT_LOCALES)

# The language of the admin; content has its own locales.
LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

INSTALLED_APPS = [
    "cms.apps.CmsConfig",
    # Before the admin, so that its templates win.
    "desk.apps.DeskConfig",
    "cms.apps.VouchAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "js_asset",
    "django_prose_editor",
    "axes",
    "csp",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "accounts.apps.AccountsConfig",
    "references.apps.ReferencesConfig",
    "articles.apps.ArticlesConfig",
    "review.apps.ReviewConfig",
    "delivery.apps.DeliveryConfig",
]

MIDDLEWARE = [
    # First: whatever answers below, the answer carries the id.
    "cms.middleware.RequestIdMiddleware",
    "cms.middleware.ApiCorsMiddleware",
    "cms.middleware.RequestLogMiddleware",
    "cms.middleware.ApiMethodsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last, as it turns the answer to a log-in into a lock-out.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    }
]

DATABASES = {
    "default": databases.database(
        "DATABASE_URL", default="sqlite:///var/vouch.sqlite3", base=BASE_DIR
    )
}
CACHES = {"default": databases.cache("CACHE_URL")}

# The queue lies in the database, so that a task is there exactly when its row is.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# A page is one form, and a long one is more than Django expects of a form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# How many proxies stand in front. 0: the connection's own address and scheme count, because
# anybody can send the headers. n: X-Forwarded-For and X-Forwarded-Proto of those proxies count.
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", default=0)

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# Otherwise each command begins with a line about axes.
AXES_VERBOSE = False
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "cms.lockout.attempted_email"
AXES_CLIENT_IP_CALLABLE = "cms.lockout.client_address"
AXES_CLIENT_STR_CALLABLE = "cms.lockout.client_for_logs"
# Attempts are kept for the lock; who logged in when, from which address, is not collected.
AXES_DISABLE_ACCESS_LOG = True

CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = environment.boolean("SECURE_SSL_REDIRECT", default=not DEBUG)
# Load balancers ask without TLS.
SECURE_REDIRECT_EXEMPT = [r"^(livez|readyz)/?$"]
SECURE_HSTS_SECONDS = environment.whole_number(
    "SECURE_HSTS_SECONDS", default=0 if DEBUG else 31_536_000
)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", environment.origin(MEDIA_URL)],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}

REST_FRAMEWORK = {
    # The API is public and read-only: who asks makes no difference to the answer.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_THROTTLE_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["delivery.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "delivery.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
    # `?format=` is the API's own parameter.
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = openapi.SETTINGS

# Whom PubMed is asked as, and where; docs/operating.md says what NCBI expects.
NCBI_EMAIL = environment.email("NCBI_EMAIL")
NCBI_API_KEY = environment.token("NCBI_API_KEY")
NCBI_BASE_URL = environment.address(
    "NCBI_BASE_URL", default="https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
)
# Whom Crossref is asked as, and where.
CROSSREF_MAILTO = environment.email("CROSSREF_MAILTO") or NCBI_EMAIL
CROSSREF_BASE_URL = environment.address("CROSSREF_BASE_URL", default="https://api.crossref.org")
# After so many days a work is looked at again.
STANDING_CHECK_DAYS = environment.whole_number("STANDING_CHECK_DAYS", default=7, minimum=1)
# How people are written to. Without a server, messages wait in the outbox.
EMAIL_SERVER = mail.server("EMAIL_URL", default="console:" if DEBUG else "")
EMAIL_BACKEND = EMAIL_SERVER.backend
EMAIL_HOST, EMAIL_PORT = EMAIL_SERVER.host, EMAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_SERVER.user, EMAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SERVER.starts_tls, EMAIL_SERVER.is_tls
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = mail.sender(
    "EMAIL_FROM", default=None if EMAIL_SERVER.host else "vouch@localhost"
)
# Where the links in messages lead: the origin under which people reach the admin.
ADMIN_URL = environment.address("ADMIN_URL", default=API_URL)
# Tells which PMID a PMCID stands for; it is another host of NCBI.
NCBI_ID_CONVERTER_URL = environment.address(
    "NCBI_ID_CONVERTER_URL", default="https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
)

LOG_LEVEL = environment.choice(
    "LOG_LEVEL", choices=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="INFO"
)
LOGGING = logs.logging_config(level=LOG_LEVEL, console=DEBUG)
logs.configure()
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = ""
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10
# Safe, because RequestIdMiddleware has replaced whatever was not a UUID.
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
