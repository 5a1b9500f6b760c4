"""The entrance for a web server."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenbaar.site.settings")
application = get_wsgi_application()
# A request gives way to other threads at each query, and Python lets them go on for 5 ms unless told otherwise: while a
# log is sealed in the background, an answer with fourteen queries took 85 ms instead of 20.
sys.setswitchinterval(0.0005)

from kenbaar.casework.rounds_soon import rounds_by_themselves  # noqa: E402  # they need the models
from kenbaar.journal.log.sealing_soon import seal_soon  # noqa: E402
from kenbaar.outbox.soon import keep_sending  # noqa: E402

# Whatever was killed between a deed and its sealing, the next start seals it.
seal_soon()
# Whatever waits to leave goes on leaving.
keep_sending()
rounds_by_themselves()
# What was loaded stays until the end: looking through all of it for rubbish takes 150 ms, in the middle of an answer.
gc.collect()
gc.freeze()
