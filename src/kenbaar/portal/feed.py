"""Entries as an Atom feed (RFC 4287), with addresses that stay as the names of the items."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from kenbaar.register.queries.lists import EntryLine
from kenbaar.values import text_in

# XML 1.0 has no place for these, whatever the escape; a text that brings them loses them here.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed says about itself: its own address, and that of the page with the same content."""

    title: str
    own: str
    page: str
    language: str


class _Feed(Atom1Feed):
    """A feed whose last change is that of its newest item; an empty one never changed."""

    def latest_post_date(self) -> dt.datetime:
        """Return the moment of the last change."""
        return max((item["updateddate"] for item in self.items), default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))


def atom(head: FeedHead, lines: Iterable[EntryLine]) -> bytes:
    """Return the feed."""
    feed = _Feed(title=_written(head.title), link=head.page, description="", language=head.language, feed_url=head.own)
    for line in lines:
        # One entry has one id in both languages and in every feed, so that readers see it once.
        own = reverse("portal:entry", kwargs={"language": "nl", "reference": line.reference})
        address = reverse("portal:entry", kwargs={"language": head.language, "reference": line.reference})
        feed.add_item(
            title=_written(text_in(line.name, head.language)[0] or line.reference),
            link=settings.PUBLIC_URL + address,
            description=_written(text_in(line.summary, head.language)[0]),
            author_name=_written(text_in(line.body_name, head.language)[0]),
            unique_id=settings.PUBLIC_URL + own,
            updateddate=line.changed_at,
        )
    return feed.writeString("utf-8").encode()


def _written(text: str) -> str:
    return _UNWRITABLE.sub("", text)
