"""From which entries somebody can take facts over."""

from django.db.models import Q

from kenbaar.people.actors import Actor
from kenbaar.register.models import Entry
from kenbaar.register.queries.entries import at_work


def entries_to_copy_from(actor: Actor, words: str, *, beside: Entry, limit: int) -> list[Entry]:
    """Return entries with which the actor works whose name or reference holds these words, by name."""
    named = Q(name_nl__icontains=words) | Q(name_en__icontains=words) | Q(reference=words)
    rows = Entry.objects.filter(at_work(actor)).filter(named).exclude(pk=beside.pk)
    return list(rows.select_related("body").order_by("name_nl", "id")[:limit])
