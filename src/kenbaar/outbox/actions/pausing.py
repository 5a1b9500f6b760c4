"""Leaving a system alone that took nothing for days, and telling the administrators of the body so."""

import datetime as dt

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.outbox.events import SUBSCRIPTION_STOPPED
from kenbaar.outbox.models import Subscription
from kenbaar.outbox.queueing import queue_mail
from kenbaar.people.models import Person, Role
from kenbaar.values import both

REASON = "subscription"
_SUBJECT = both("Een systeem neemt geen berichten van Kenbaar aan", "A system takes no messages of Kenbaar")
_TEXT = both(
    "{name} ({body}) nam drie dagen lang geen berichten aan. We sturen het nu niets meer.\n"
    "Wat er intussen gebeurt, bewaren we. Laat nakijken wat er mis is, en zet het systeem dan weer aan bij\n"
    "Mensen van uw organisatie, Berichten aan systemen.\n",
    "{name} ({body}) took no messages for three days. We send it nothing more for now.\n"
    "What happens meanwhile is kept. Have somebody look what is wrong, and then turn the system on again at\n"
    "People of your body, Messages to systems.\n",
)


@transaction.atomic
def pause(subscription: Subscription, *, now: dt.datetime) -> None:
    """Turn a subscription off on behalf of the outbox, and queue a mail to each administrator of the body."""
    subscription.active = False
    subscription.save(update_fields=["active"])
    deed = Deed(SUBSCRIPTION_STOPPED, str(subscription), {"body": subscription.body.slug, "why": "failing"})
    write_line(deed, by="outbox", now=now)
    text = both(
        *(
            words.format(name=subscription.name, body=body)
            for words, body in ((_TEXT.nl, subscription.body.name_nl), (_TEXT.en, subscription.body.name_en))
        )
    )
    at_the_body = {"memberships__body": subscription.body, "memberships__role": Role.ADMINISTRATOR}
    for person in Person.objects.filter(is_active=True, **at_the_body):
        queue_mail(person, _SUBJECT, text, reason=REASON, about=str(subscription), now=now)
