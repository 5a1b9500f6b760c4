"""The questions about a profile, page by page. Every part of a profile is asked once, or is its entry's to say."""

from django.utils.translation import gettext as _

from kenbaar.decisions.profile import Automation, Profile
from kenbaar.desk.notices import names
from kenbaar.desk.notices.questions import (
    Kind,
    Question,
    Section,
    choice,
    choices,
    group,
    line,
    rarely,
    rows,
    text,
    title,
    yes,
)
from kenbaar.law.reading import law_book
from kenbaar.letters.errors import TemplateNotKnown
from kenbaar.letters.templates import Own, Template, template, templates
from kenbaar.values import text_in


def sections_of(profile: Profile, language: str) -> tuple[Section, ...]:
    """Return the sections for a profile: what one can choose depends on what stands in it."""
    return (
        _what(),
        _who(),
        _working(),
        _data(),
        _parameters(profile, language),
        _human(),
        _routes(),
        _groups(),
        _outcomes(),
        _withheld(language),
        _around(),
        _words(profile),
    )


def _what() -> Section:
    return Section(
        "wat",
        _("Wat en waarvoor"),
        _("Wat voor besluit het is, en waarvoor u het algoritme gebruikt."),
        (
            title("name", _("Naam van dit soort besluit"), _("Voor uw collega's. Mensen lezen deze naam niet.")),
            choices("languages", _("Talen waarin mensen de melding krijgen"), names.tongue_names().items()),
            title("algorithm", _("Naam van het algoritme"), _("Zo noemt de brief het.")),
            text(
                "purpose", _("Waarvoor u het gebruikt"), _("Eén of twee zinnen. Schrijf voor wie het besluit krijgt.")
            ),
            text("consequences", _("Wat de uitkomst voor iemand betekent"), _("Noem ook wat er mis kan gaan.")),
        ),
    )


def _who() -> Section:
    ways = [
        choice("channel", _("Hoe"), names.channel_names().items()),
        line("address", _("Adres of nummer"), _("Een webadres begint met https://.")),
    ]
    officer = _("Functionaris gegevensbescherming")
    return Section(
        "wie",
        _("Wie is verantwoordelijk"),
        _("De organisatie die het besluit neemt, en hoe mensen haar bereiken."),
        (
            group(
                "responsible",
                _("Verantwoordelijke organisatie"),
                [
                    title("name", _("Naam")),
                    rows("contact", _("Zo bereikt men u"), _("Voeg een manier toe"), ways),
                    rows("officer", officer, _("Voeg een manier toe"), ways),
                ],
            ),
        ),
    )


def _working() -> Section:
    return Section(
        "werking",
        _("Hoe het werkt"),
        _("In woorden die een scholier van vijftien begrijpt. Geen formules."),
        (
            text("logic", _("De regels en belangrijkste kenmerken"), _("Hoe komt het algoritme tot een uitkomst?")),
            text("operations", _("De stappen"), _("Wat gebeurt er, van aanvraag tot besluit?")),
            text("contribution", _("Hoe zwaar het meetelt"), _("Wat doet de uitkomst met het besluit?")),
            text("choices", _("Keuzes en aannames"), _("Welke keuzes zitten erin, en waarom die?")),
            text("ai_statement", _("Dat iemand met AI te maken heeft"), _("Alleen als dat zo is.")),
            yes(
                "high_risk",
                _("Dit is een AI-systeem met een hoog risico"),
                _("Mensen lezen dat dan ook. Kijk bij het algoritme wat de wet ervan zegt."),
            ),
        ),
    )


def _data() -> Section:
    return Section(
        "gegevens",
        _("Gegevens"),
        _("Elk gegeven over de persoon dat het algoritme gebruikt. Elk besluit brengt zijn eigen waarden mee."),
        (
            rows(
                "data",
                _("Gegevens"),
                _("Voeg een gegeven toe"),
                [
                    title("label", _("Zo heet het in de brief"), _("Bijvoorbeeld: Uw inkomen.")),
                    title("source", _("Waar het vandaan komt"), _("Bijvoorbeeld: De Belastingdienst.")),
                    choice("kind", _("Soort"), names.kind_names().items()),
                    rarely(text("meaning", _("Uitleg"), _("Alleen als de naam niet genoeg zegt."))),
                    rarely(title("unit", _("Eenheid"), _("Alleen achter een getal: jaar, kilometer."))),
                    rarely(line("least", _("Laagste waarde"), _("Alleen bij een getal of bedrag."))),
                    rarely(line("most", _("Hoogste waarde"), _("Alleen bij een getal of bedrag."))),
                    yes("required", _("Staat in elk besluit")),
                    rarely(rows("options", _("Keuzes"), _("Voeg een keuze toe"), _named(_("Zo heet het in de brief")))),
                    _machine_name(),
                ],
            ),
        ),
    )


def _parameters(profile: Profile, language: str) -> Section:
    data = [(each.id, text_in(each.label, language)[0] or each.id) for each in profile.data]
    return Section(
        "kenmerken",
        _("Wat telt mee"),
        _("Wat meeweegt in de uitkomst, en hoe. Een besluit kan zeggen hoeveel het bij deze persoon telde."),
        (
            rows(
                "parameters",
                _("Kenmerken"),
                _("Voeg een kenmerk toe"),
                [
                    title("label", _("Zo heet het in de brief")),
                    text("meaning", _("Hoe het meetelt"), _("Bijvoorbeeld: Hoe lager uw inkomen, hoe meer u krijgt.")),
                    line("weight", _("Gewicht in het algemeen"), _("Een getal zoals 0.25. Mag leeg blijven.")),
                    rarely(title("unit", _("Eenheid van de bijdrage"), _("Bijvoorbeeld: punten."))),
                    choices("data", _("Uit deze gegevens"), data),
                    _machine_name(),
                ],
            ),
        ),
    )


def _human() -> Section:
    return Section(
        "mens",
        _("Wat een mens doet"),
        _("Wie kijkt er mee, en mag die persoon anders beslissen?"),
        (
            text("human_part", _("Wat een mens doet"), _("Beslist er geen mens? Zeg dat dan hier.")),
            text(
                "sole_ground",
                _("Waarom het zonder mens mag"),
                _("Alleen als het algoritme zonder mens beslist: noem de wet, de overeenkomst of de toestemming."),
            ),
        ),
    )


def _routes() -> Section:
    return Section(
        "mogelijkheden",
        _("Wat mensen kunnen doen"),
        _("Uitleg vragen, bezwaar maken, een klacht: bij wie, binnen welke termijn en hoe."),
        (
            rows(
                "routes",
                _("Mogelijkheden"),
                _("Voeg een mogelijkheid toe"),
                [
                    choice("kind", _("Wat iemand kan doen"), [("", _("Kies …")), *names.route_names().items()]),
                    title("body", _("Bij wie")),
                    group(
                        "term",
                        _("Termijn"),
                        [
                            Question("count", Kind.NUMBER, _("Hoeveel")),
                            choice("unit", _("Waarvan"), names.unit_names().items()),
                            choice("after", _("Vanaf wanneer"), names.start_names().items()),
                        ],
                        _("Laat leeg als er geen termijn is."),
                        may_lack=True,
                    ),
                    rows(
                        "ways",
                        _("Hoe"),
                        _("Voeg een manier toe"),
                        [
                            choice("channel", _("Hoe"), names.channel_names().items()),
                            line("address", _("Adres of nummer"), _("Een webadres begint met https://.")),
                        ],
                    ),
                    text("note", _("Wat iemand verder moet weten")),
                    title("cost", _("Kosten"), _("Laat leeg als het niets kost.")),
                ],
            ),
        ),
    )


def _groups() -> Section:
    return Section(
        "groepen",
        _("Groepen"),
        _("Alleen als het algoritme mensen in een groep zet, zoals 'gekozen voor een controle'. Mensen lezen welke."),
        (
            group(
                "selection",
                _("Indeling in groepen"),
                [
                    rows(
                        "classes",
                        _("Groepen"),
                        _("Voeg een groep toe"),
                        [
                            title("label", _("Zo heet het in de brief")),
                            text("meaning", _("Wat het betekent en waarom iemand erin komt")),
                            _machine_name(),
                        ],
                    ),
                    choice("basis", _("Waarom u dit vertelt"), names.basis_names().items()),
                    line("article", _("Wet en artikel"), _("Alleen als de wet het vraagt.")),
                ],
                may_lack=True,
            ),
        ),
    )


def _outcomes() -> Section:
    return Section(
        "uitkomsten",
        _("Uitkomsten"),
        _("De uitkomsten waaruit een besluit kiest. Laat dit leeg als elk besluit zijn uitkomst zelf uitschrijft."),
        (rows("outcomes", _("Uitkomsten"), _("Voeg een uitkomst toe"), _named(_("Zo heet het in de brief"))),),
    )


def _withheld(language: str) -> Section:
    return Section(
        "geheim",
        _("Wat u niet vertelt"),
        _("Alleen als een wet dat toestaat. De brief noemt de grond."),
        (
            rows(
                "withheld",
                _("Wat niet wordt verteld"),
                _("Voeg iets toe"),
                [
                    title("what", _("Wat")),
                    line("law", _("Wet")),
                    line("article", _("Artikel")),
                    choices("fields", _("Dit valt daardoor weg"), _notice_fields(language)),
                ],
            ),
        ),
    )


def _around() -> Section:
    return Section(
        "eromheen",
        _("Rond het besluit"),
        _("Wat u vooraf vertelt, wat in uw eigen brief staat, en waar meer te lezen is."),
        (
            text("beforehand", _("Wat u vooraf vertelt"), _("Wat iemand leest voordat het besluit er is.")),
            text("workers", _("Wat u werknemers vertelt"), _("Alleen als het algoritme over werknemers gaat.")),
            choices(
                "in_letter",
                _("Dit staat in uw eigen brief"),
                names.letter_field_names().items(),
                _("Kenbaar ziet uw brief niet. Zeg hier wat er al in staat."),
            ),
            text("accessibility", _("Toegankelijkheid"), _("In welke vormen en talen iemand de uitleg kan krijgen.")),
            line("fria_summary", _("Link naar de grondrechtentoets"), _("Met https:// ervoor.")),
            line("dpia_summary", _("Link naar de DPIA"), _("Met https:// ervoor.")),
        ),
    )


def _words(profile: Profile) -> Section:
    chosen = _template(profile.wording.template)
    # Of the sentences that say what the algorithm did, one stands in the letter.
    others = {f"decided_{each}" for each in Automation if each is not profile.automation}
    free = [(slot, shape.own) for slot, shape in chosen.slots.items() if shape.own and slot not in others]
    return Section(
        "woorden",
        _("Woorden"),
        _("Kenbaar heeft voor elke zin woorden. Waar u eigen woorden schrijft, komen die ervoor in de plaats."),
        (
            group(
                "wording",
                _("Woorden van de brief"),
                [
                    choice("template", _("Sjabloon"), [(name, name) for name in templates()]),
                    group(
                        "own",
                        _("Eigen woorden"),
                        [
                            text(
                                slot,
                                chosen.slots[slot].nl or _empty_slots().get(slot, slot),
                                _limits(chosen, slot, own),
                            )
                            for slot, own in free
                        ],
                    ),
                ],
            ),
        ),
    )


def _template(name: str) -> Template:
    try:
        return template(name)
    except TemplateNotKnown:
        return next(iter(templates().values()))


def _limits(chosen: Template, slot: str, own: Own) -> str:
    holes = " ".join(f"{{{name}}}" for name in sorted(chosen.allowed(slot)))
    said = _("Hooguit %(most)s tekens. U mag gebruiken: %(holes)s.") % {"most": own.most, "holes": holes}
    if own.needs:
        needed = " ".join(f"{{{name}}}" for name in own.needs)
        said += " " + _("Dit moet erin: %(holes)s.") % {"holes": needed}
    return said


def _empty_slots() -> dict[str, str]:
    """Return what the slots are called that are empty until a body fills them."""
    return {
        "mention_opening": _("Begin van de melding"),
        "mention_closing": _("Einde van de melding"),
        "letter_opening": _("Begin van de bladzijde bij de brief"),
        "letter_closing": _("Einde van de bladzijde bij de brief"),
        "explanation_opening": _("Begin van de uitleg"),
        "explanation_closing": _("Einde van de uitleg"),
    }


def _named(label: str) -> tuple[Question, ...]:
    return (title("label", label), _machine_name())


def _machine_name() -> Question:
    return line(
        "id", _("Naam voor systemen"), _("Laat leeg: Kenbaar maakt er een van de naam. Verander hem later niet.")
    )


def _notice_fields(language: str) -> list[tuple[str, str]]:
    """Return the fields of a notice that some law allows a body to withhold."""
    statuses = law_book().latest.statuses
    return list({each.field.id: each.field.label.to(language) for each in statuses if each.shape.withheld_by}.items())
