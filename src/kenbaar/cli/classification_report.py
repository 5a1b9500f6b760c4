"""A classification, as the API and the files have it, told in one language as blocks of a report."""

from collections.abc import Iterator, Mapping
from typing import Any

from kenbaar.cli import classification_wording as words
from kenbaar.cli.blocks import Block
from kenbaar.law.answering import AI_ACT
from kenbaar.rules.facts import FactType, Vocabulary
from kenbaar.values import LocalText

Json = dict[str, Any]


class ClassificationReport:
    """The report of one classification. `names` are those of the laws, and of the regimes of notices, by id."""

    def __init__(self, told: Json, *, facts: Vocabulary, names: Mapping[str, LocalText], language: str) -> None:
        self._told, self._facts, self._names, self._language = told, facts, names, language

    def blocks(self) -> Iterator[Block]:
        """Give the blocks, from what people look for first to what is still needed."""
        yield self._summary()
        yield from self._contradictions()
        yield from self._contested()
        yield from self._duties()
        yield from self._notices()
        yield from self._fines()
        if "compared" in self._told:
            yield self._compared()
        yield from self._assumed()
        yield self._missing()

    def _summary(self) -> Block:
        told, say = self._told, self._say
        text = told["text"]
        rows = [
            (say(words.CLASS), self._headline()),
            (
                say(words.COULD_BE),
                ", ".join(self._outcome(each)["label"][self._language] for each in told["could_still_be"]),
            ),
            (
                say(words.ROLES),
                ", ".join(self._word(words.ROLE_NAMES, each) for each in told["roles"]) or say(words.NO_ROLES),
            ),
            (say(words.ARTICLES), self._articles()),
            (say(words.APPLIES), self._day(self._outcome(told["class"])["applies"]) if told["class"] else ""),
            (say(words.FRIA), self._needed(told["fria"])),
            (say(words.DATABASE), self._needed(told["eu_database"])),
            (say(words.TRANSPARENCY), ", ".join(told["transparency"]) or say(words.NONE)),
            (say(words.CATEGORY), self._category(told["dutch_category"])),
            (say(words.TEXT), text["title"][self._language] if text else say(words.NO_TEXT)),
            (say(words.ON), told["on"]),
            (say(words.KNOWN), told["known"]),
        ]
        return Block(say(words.SUMMARY), rows=tuple(row for row in rows if row[1]))

    def _headline(self) -> str:
        if not self._told["class"]:
            return self._say(words.NO_CLASS)
        outcomes = [self._outcome(each) for each in self._told["classes"]]
        named = "; ".join(
            f"{each['label'][self._language]} ({self._word(words.CERTAINTY, each['certainty'])})" for each in outcomes
        )
        return f"{named} - {self._say(words.SETTLED)}" if self._told["settled"] else named

    def _articles(self) -> str:
        articles = [article for each in self._told["classes"] for article in self._outcome(each)["articles"]]
        return "; ".join(dict.fromkeys(articles))

    def _needed(self, needed: Json) -> str:
        said = self._word(words.REQUIRED, needed["required"])
        if needed["required"] == "no" and not needed["sections"]:
            return said
        sure = self._say(words.CERTAINTY["certain" if needed["certain"] else "assumed"])
        named = ", ".join((*needed["sections"], *needed["articles"]))
        details = [named, sure if needed["required"] == "yes" else "", self._day(needed["applies"])]
        details += [self._say(words.CONTESTED_FLAG)] if (needed["applies"] or {}).get("contested") else []
        shown = "; ".join(filter(None, details))
        return f"{said} ({shown})" if shown else said

    def _category(self, category: Json) -> str:
        if category["category"] is None and category["why"]:
            return f"{self._say(words.NONE)}: {category['why'][self._language]}"
        others = ", ".join(category["could_still_be"])
        said = f"{category['category'] or '?'} ({self._word(words.CERTAINTY, category['certainty'])})"
        return f"{said}; {self._say(words.COULD_BE)} {others}" if others else said

    def _contradictions(self) -> Iterator[Block]:
        rows = tuple((each["text"][self._language], ", ".join(each["facts"])) for each in self._told["contradictions"])
        if rows:
            yield Block(self._say(words.CONTRADICTIONS), headings=self._heads("what", "facts"), rows=rows)

    def _contested(self) -> Iterator[Block]:
        rows = []
        for each in (*self._told["outcomes"], *self._told["duties"]):
            for reading in each["contested"] or []:
                preferred = f" ({self._say(words.PREFERRED)})" if reading["preferred"] else ""
                rows.append((each["label"][self._language], reading["text"][self._language] + preferred))
            for reading in self._readings(each):
                rows.append((each["label"][self._language], reading))
        if rows:
            # Many duties share one clock, and so one dispute.
            by_reading: dict[str, list[str]] = {}
            for name, reading in rows:
                by_reading.setdefault(reading, []).append(name)
            merged = tuple((reading, self._some(names)) for reading, names in by_reading.items())
            yield Block(self._say(words.CONTESTED), headings=self._heads("reading", "what"), rows=merged)

    def _readings(self, found: Json) -> Iterator[str]:
        for reading in (found["applies"] or {}).get("readings", []):
            text = reading["text"][self._language] if reading["text"] else ""
            preferred = f" ({self._say(words.PREFERRED)})" if reading["preferred"] else ""
            yield f"{self._day(reading)}: {text}{preferred}"

    def _some(self, names: list[str]) -> str:
        distinct = list(dict.fromkeys(names))
        more = f" (+{len(distinct) - 3})" if len(distinct) > 3 else ""
        return "; ".join(distinct[:3]) + more

    def _duties(self) -> Iterator[Block]:
        holding: dict[str, list[Json]] = {}
        for duty in self._told["duties"]:
            if duty["certainty"] in {"certain", "assumed"}:
                holding.setdefault(duty["topic"], []).append(duty)
        for topic, duties in holding.items():
            title = self._say(words.DUTIES).format(topic=self._word(words.TOPICS, topic))
            heads = self._heads("article", "duty", "who", "from", "certainty", "note")
            yield Block(title, headings=heads, rows=tuple(map(self._duty, duties)))
        undecided = tuple(
            (self._article(each), each["label"][self._language], ", ".join(each["missing"]))
            for each in self._told["duties"]
            if each["certainty"] == "open"
        )
        if undecided:
            yield Block(
                self._say(words.OPEN_DUTIES), headings=self._heads("article", "duty", "missing"), rows=undecided
            )

    def _duty(self, duty: Json) -> tuple[str, ...]:
        applies = duty["applies"]
        roles = ", ".join(self._word(words.ROLE_NAMES, role) for role in duty["roles"]) or self._say(words.EVERYONE)
        contested = duty["contested"] or (applies and applies["contested"])
        return (
            self._article(duty),
            duty["label"][self._language],
            roles,
            self._day(applies) if applies else duty["binds_this_organisation_from"] or "",
            self._word(words.CERTAINTY, duty["certainty"]),
            self._say(words.CONTESTED_FLAG) if contested else "",
        )

    def _article(self, duty: Json) -> str:
        """Return an article, with the name of its law unless that is the one that everything here is about."""
        if duty["law"] == AI_ACT:
            return str(duty["article"])
        return f"{self._word(self._names, duty['law'])}: {duty['article']}"

    def _notices(self) -> Iterator[Block]:
        holding: dict[str, list[Json]] = {}
        for notice in self._told["notices"]:
            if notice["certainty"] in {"certain", "assumed"}:
                holding.setdefault(notice["regime"], []).append(notice)
        for regime, notices in holding.items():
            heads = self._heads("field", "what", "status", "article", "from", "if_missing", "certainty")
            yield Block(
                self._say(words.NOTICES).format(regime=self._word(self._names, regime)),
                headings=heads,
                rows=tuple(map(self._notice, notices)),
            )
        undecided = tuple(
            (each["field"], each["regime"], each["label"][self._language], ", ".join(each["missing"]))
            for each in self._told["notices"]
            if each["certainty"] == "open"
        )
        if undecided:
            heads = ("", *self._heads("field", "what", "missing"))
            rows = tuple((regime, field, what, missing) for field, regime, what, missing in undecided)
            yield Block(self._say(words.OPEN_NOTICES), headings=heads, rows=rows)

    def _notice(self, notice: Json) -> tuple[str, ...]:
        return (
            notice["field"],
            notice["label"][self._language],
            self._word(words.STATUSES, notice["status"]),
            notice["article"],
            notice["binds_from"] or "",
            self._word(words.IF_MISSING, notice["if_missing"]) if notice["if_missing"] else "",
            self._word(words.CERTAINTY, notice["certainty"]),
        )

    def _fines(self) -> Iterator[Block]:
        rows = tuple(
            (
                each["article"],
                each["label"][self._language],
                self._amount(each),
                self._word(words.CERTAINTY, each["certainty"]),
            )
            for each in self._told["fines"]
            if each["certainty"] in {"certain", "assumed"}
        )
        if rows:
            yield Block(
                self._say(words.FINES), headings=self._heads("article", "what", "amount", "certainty"), rows=rows
            )

    def _amount(self, fine: Json) -> str:
        amount = f"€ {fine['amount_eur']:,}" if fine["amount_eur"] else ""
        percent = f"{fine['percent_of_turnover']} %" if fine["percent_of_turnover"] else ""
        return " / ".join(filter(None, (amount, percent)))

    def _compared(self) -> Block:
        compared = self._told["compared"]
        title = self._say(words.COMPARED)
        if compared is None:
            return Block(title, lines=(self._say(words.NO_EARLIER),))
        then, now = compared["then"], compared["now"]
        rows = [(self._say(words.CLASS), self._class_named(then["class"]), self._class_named(now["class"]))]
        for each in (*compared["outcomes"], *compared["duties"]):
            rows.append((each["label"][self._language], self._side(each["then"]), self._side(each["now"])))
        lines = () if len(rows) > 1 or not compared["same_class"] else (self._say(words.NO_DIFFERENCE),)
        return Block(title, lines=lines, headings=("", self._say(words.THEN), self._say(words.NOW)), rows=tuple(rows))

    def _class_named(self, outcome_id: str | None) -> str:
        if outcome_id is None:
            return self._say(words.NO_CLASS)
        return str(self._outcome(outcome_id)["label"][self._language])

    def _side(self, side: Json | None) -> str:
        if side is None:
            return "-"
        if side["applies"]:
            starts = self._say(words.GENERAL).format(day=side["applies"]["effective_from"])
            return f"{self._day(side['applies'])} ({starts})"
        return str(side.get("binds_this_organisation_from") or self._say(words.REQUIRED["yes"]))

    def _assumed(self) -> Iterator[Block]:
        rows = tuple(
            (fact, self._label(fact), self._value(fact, value)) for fact, value in self._told["assumed"].items()
        )
        if rows:
            yield Block(self._say(words.ASSUMED), headings=("", *self._heads("fact", "value")), rows=rows)

    def _missing(self) -> Block:
        rows = tuple((fact, self._label(fact)) for fact in self._told["ask_next"])
        return Block(self._say(words.MISSING), lines=() if rows else (self._say(words.NOTHING_MISSING),), rows=rows)

    def _value(self, fact_id: str, value: Any) -> str:
        fact = self._facts[fact_id]
        if fact.type is FactType.YES_NO:
            return self._say(words.REQUIRED["yes" if value else "no"])
        chosen = [fact.option(str(each)) for each in (value if isinstance(value, list) else [value])]
        return ", ".join(option.label.to(self._language) for option in chosen if option) or str(value)

    def _day(self, applies: Json | None) -> str:
        """Write from when something binds: a day, never, or the days that are still possible."""
        if applies is None:
            return ""
        if applies["never"]:
            return self._say(words.NEVER)
        day = applies["binds_this_organisation_from"]
        if day is not None:
            if applies["at_earliest"]:
                return self._say(words.AT_EARLIEST).format(day=day)
            return self._say(words.ASSUMED_DAY).format(day=day) if applies["certainty"] == "assumed" else str(day)
        possible = [self._say(words.NEVER) if each == "never" else each for each in applies["candidates"]]
        return self._say(words.UNSETTLED).format(days=self._say(words.OR).join(possible))

    def _outcome(self, outcome_id: str) -> Json:
        return next(
            (each for each in self._told["outcomes"] if each["id"] == outcome_id),
            {"label": {self._language: outcome_id}, "articles": [], "applies": None, "certainty": "certain"},
        )

    def _label(self, fact_id: str) -> str:
        return self._facts[fact_id].label.to(self._language)

    def _heads(self, *names: str) -> tuple[str, ...]:
        return tuple(self._say(words.HEADINGS[name]) for name in names)

    def _word(self, table: Mapping[str, LocalText], key: str) -> str:
        return words.word(table, key, self._language)

    def _say(self, text: LocalText) -> str:
        return text.to(self._language)
