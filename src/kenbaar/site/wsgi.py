"""The entrance for a web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenbaar.site.settings")
application = get_wsgi_application()

from kenbaar.casework.rounds_soon import rounds_by_themselves  # noqa: E402  # they need the models
from kenbaar.journal.log.sealing_soon import seal_soon  # noqa: E402
from kenbaar.outbox.soon import keep_sending  # noqa: E402

# Whatever was killed between a deed and its sealing, the next start seals it.
seal_soon()
# Whatever waits to leave goes on leaving.
keep_sending()
rounds_by_themselves()
