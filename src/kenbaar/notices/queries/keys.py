"""Reading which keys a body has to read its notices with. Only public halves are kept."""

from collections.abc import Sequence

from kenbaar.journal.often import row_with
from kenbaar.notices.errors import NoReadingKey
from kenbaar.notices.models import ReadingKey
from kenbaar.people.models import Body


def reading_keys_of(body: Body) -> Sequence[ReadingKey]:
    """Return the keys of a body, the newest first: notices are sealed for that one. They are no secret."""
    return list(ReadingKey.objects.filter(body=body))


def newest_key(body: Body) -> ReadingKey:
    """Return the key for which notices of a body are sealed. Raises NoReadingKey."""
    key = row_with(ReadingKey, last="id", body_id=body.pk)
    if key is None:
        raise NoReadingKey(body.slug)
    return key
