"""Days of tasks as a calendar of others reads them: iCalendar (RFC 5545). Pure: entries in, text out."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST_LINE = 75
_PRODUCT = "-//Kenbaar//Tasks//NL"
_ESCAPES = {
    **dict.fromkeys(range(32), " "),
    **{ord(sign): f"\\{sign}" for sign in "\\;,"},
    ord("\n"): "\\n",
}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something on one whole day; `uid` stays the same as long as it is the same thing."""

    uid: str
    day: dt.date
    summary: str
    url: str


def calendar_text(days: Iterable[CalendarDay], *, name: str, now: dt.datetime) -> str:
    """Return the calendar. `now` is when it was made."""
    return "".join(f"{part}\r\n" for line in _lines(days, name, now) for part in _folded(line))


def _lines(days: Iterable[CalendarDay], name: str, now: dt.datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    # RFC 7986 names the calendar and says how often to read it again; X-WR-CALNAME is what older programs know.
    yield from (f"NAME:{_escaped(name)}", f"X-WR-CALNAME:{_escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H")
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    for each in days:
        yield from ("BEGIN:VEVENT", f"UID:{each.uid}", f"DTSTAMP:{stamp}")
        # The end is not included: RFC 5545 section 3.6.1.
        yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{each.day + dt.timedelta(days=1):%Y%m%d}"
        yield from (f"SUMMARY:{_escaped(each.summary)}", f"URL:{each.url}", "TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    """Escape what means something in a text (section 3.3.11); signs that no text may have become spaces."""
    return text.replace("\r\n", "\n").translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Give a line in pieces of at most 75 bytes, never within a sign; all but the first begin with a space."""
    # Nearly every line fits, and a calendar has thousands of them.
    if len(line.encode()) <= _LONGEST_LINE:
        yield line
        return
    piece, size = "", 0
    for sign in line:
        weight = len(sign.encode())
        if size + weight > _LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += weight
    yield piece
