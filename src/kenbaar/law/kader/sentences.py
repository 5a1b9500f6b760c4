"""The sentences of findings about the Algoritmekader, in Dutch and English: a label, what is wrong, what helps.

A page is a file of the checkout. What stands between braces is a detail of the finding.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kenbaar.values import LocalText, both


class Sentences(NamedTuple):
    """The words for a kind of finding."""

    label: LocalText
    what: LocalText
    remedy: LocalText

    def with_details(self) -> Iterator[str]:
        """Give every text in which a detail can stand."""
        for text in (self.what, self.remedy):
            yield from (text.nl, text.en)


_MIND_URL = both(
    "Herstel de link; Kenbaar maakt zijn eigen link uit de wet en het artikel.",
    "Mend the link; Kenbaar makes its own link from the law and the article.",
)

SENTENCES: Mapping[str, Sentences] = MappingProxyType(
    {
        "unsafe_path": Sentences(
            both("onveilig pad", "unsafe path"),
            both(
                "Het pad leidt buiten de map of is geen gewoon pad.",
                "The path leads outside the folder or is no plain path.",
            ),
            both("Haal het bestand weg; het is niet gelezen.", "Take the file away; it was not read."),
        ),
        "not_a_file": Sentences(
            both("geen gewoon bestand", "no regular file"),
            both("Dit is een verwijzing of een ander bijzonder bestand.", "This is a link or another special file."),
            both(
                "Zet de inhoud zelf op deze plek; het is niet gelezen.", "Put the content itself here; it was not read."
            ),
        ),
        "unreadable": Sentences(
            both("niet te lezen", "cannot be read"),
            both("Het lezen is mislukt: {why}.", "Reading it failed: {why}."),
            both("Geef leesrechten en lees opnieuw in.", "Give permission to read it and read again."),
        ),
        "too_large": Sentences(
            both("te groot", "too large"),
            both("Het bestand heeft meer dan {most} bytes.", "The file has more than {most} bytes."),
            both(
                "Kijk of het wel een pagina is; het is niet gelezen.",
                "See whether it is a page at all; it was not read.",
            ),
        ),
        "not_text": Sentences(
            both("geen tekst", "no text"),
            both("Het bestand is geen tekst in UTF-8.", "The file is no text in UTF-8."),
            both("Sla het op als UTF-8; het is niet gelezen.", "Save it as UTF-8; it was not read."),
        ),
        "same_page_twice": Sentences(
            both("dezelfde pagina twee keer", "same page twice"),
            both("Er is al een pagina met deze naam: {other}.", "There is a page with this name already: {other}."),
            both("Houd er een; deze is niet gelezen.", "Keep one; this one was not read."),
        ),
        "no_front_matter": Sentences(
            both("geen kenmerken", "no front matter"),
            both(
                "De pagina begint niet met een blok tussen twee regels ---.",
                "The page does not begin with a block between two lines ---.",
            ),
            both(
                "Zet de kenmerken bovenaan; de pagina telt nu niet mee.",
                "Put the front matter on top; the page does not count now.",
            ),
        ),
        "broken_front_matter": Sentences(
            both("kapotte kenmerken", "broken front matter"),
            both("De kenmerken zijn niet te lezen: {why}", "The front matter cannot be read: {why}"),
            both(
                "Herstel het blok tussen de regels ---; de pagina telt nu niet mee.",
                "Mend the block between the lines ---; the page does not count now.",
            ),
        ),
        "repeated_field": Sentences(
            both("veld staat er twee keer", "field is there twice"),
            both(
                "Het veld {field} staat er twee keer; het eerste telt.",
                "The field {field} is there twice; the first counts.",
            ),
            both("Houd er een.", "Keep one."),
        ),
        "unknown_field": Sentences(
            both("onbekend veld", "unknown field"),
            both(
                "Kenbaar kent het veld {field} niet en gebruikt het niet.",
                "Kenbaar does not know the field {field} and does not use it.",
            ),
            both(
                "Kijk of het iets zegt over wanneer de pagina geldt.",
                "See whether it says anything about when the page applies.",
            ),
        ),
        "wrong_shape": Sentences(
            both("andere vorm dan verwacht", "other shape than expected"),
            both(
                "Het veld {field} is geen tekst en geen lijst van teksten.",
                "The field {field} is no text and no list of texts.",
            ),
            both(
                "Schrijf een tekst of een lijst; het veld telt nu niet mee.",
                "Write a text or a list; the field does not count now.",
            ),
        ),
        "too_many_values": Sentences(
            both("te veel waarden", "too many values"),
            both(
                "Het veld {field} heeft meer dan {most} waarden; de rest telt niet mee.",
                "The field {field} has more than {most} values; the rest does not count.",
            ),
            both("Kijk of het veld klopt.", "See whether the field is right."),
        ),
        "sources_cut": Sentences(
            both("bronnen te lang", "sources too long"),
            both(
                "De bronnen van de pagina zijn langer dan {most} tekens of regels; de rest is niet gelezen.",
                "The sources of the page are longer than {most} signs or lines; the rest was not read.",
            ),
            both("Kort de bronnen in.", "Shorten the sources."),
        ),
        "no_title": Sentences(
            both("geen titel", "no title"),
            both("De pagina heeft geen titel.", "The page has no title."),
            both("Vul title in.", "Fill in title."),
        ),
        "no_urn": Sentences(
            both("geen URN", "no URN"),
            both("De pagina heeft geen id.", "The page has no id."),
            both("Vul id in; Kenbaar kent de pagina aan haar naam.", "Fill in id; Kenbaar knows the page by its name."),
        ),
        "wrong_urn": Sentences(
            both("URN klopt niet", "URN is not right"),
            both(
                "{urn} is geen URN van deze soort pagina, zoals {example}.",
                "{urn} is no URN of this kind of page, such as {example}.",
            ),
            both("Verbeter id.", "Correct id."),
        ),
        "urn_not_as_name": Sentences(
            both("URN past niet bij de naam", "URN does not fit the name"),
            both(
                "De naam van de pagina noemt een ander nummer dan {urn}.",
                "The name of the page has another number than {urn}.",
            ),
            both("Geef pagina en id hetzelfde nummer.", "Give page and id the same number."),
        ),
        "duplicate_urn": Sentences(
            both("URN staat er twee keer", "URN is there twice"),
            both("{urn} is ook de URN van {other}.", "{urn} is the URN of {other} as well."),
            both("Geef elke pagina een eigen nummer.", "Give each page a number of its own."),
        ),
        "empty_value": Sentences(
            both("lege verwijzing", "empty reference"),
            both("In het veld {field} staat een lege waarde.", "There is an empty value in the field {field}."),
            both("Vul de waarde in of haal de regel weg.", "Fill in the value or take the line away."),
        ),
        "unknown_requirement": Sentences(
            both("onbekende vereiste", "unknown requirement"),
            both("Er is geen vereiste {slug}.", "There is no requirement {slug}."),
            both("Verwijs naar een pagina die bestaat. {near}", "Refer to a page that exists. {near}"),
        ),
        "unknown_measure": Sentences(
            both("onbekende maatregel", "unknown measure"),
            both("Er is geen maatregel {slug}.", "There is no measure {slug}."),
            both("Verwijs naar een pagina die bestaat. {near}", "Refer to a page that exists. {near}"),
        ),
        "measure_without_requirement": Sentences(
            both("maatregel zonder vereiste", "measure without requirement"),
            both("De maatregel hoort bij geen enkele vereiste.", "The measure belongs to no requirement at all."),
            both(
                "Noem een vereiste, of zeg dat de maatregel vrijwillig is.",
                "Name a requirement, or say that the measure is voluntary.",
            ),
        ),
        "requirement_without_measure": Sentences(
            both("vereiste zonder maatregel", "requirement without measure"),
            both("Bij deze vereiste hoort geen enkele maatregel.", "No measure at all belongs to this requirement."),
            both("Noem de vereiste bij een maatregel.", "Name the requirement with a measure."),
        ),
        "no_law": Sentences(
            both("vereiste zonder wet", "requirement without law"),
            both("De bronnen noemen geen wet die Kenbaar kent.", "The sources name no law that Kenbaar knows."),
            both(
                "Noem de wet en het artikel, of zeg dat het beleid is.",
                "Name the law and the article, or say that it is policy.",
            ),
        ),
        "unknown_law": Sentences(
            both("onbekende wet", "unknown law"),
            both("Kenbaar kent de wet niet in: {text}.", "Kenbaar does not know the law in: {text}."),
            both("Vul content/law/kader/laws.yaml aan.", "Add it to content/law/kader/laws.yaml."),
        ),
        "empty_target": Sentences(
            both("link zonder adres", "link without address"),
            both("De link heeft geen adres: {text}.", "The link has no address: {text}."),
            _MIND_URL,
        ),
        "cut_provision": Sentences(
            both("afgebroken vindplaats", "cut-off provision"),
            both("De vindplaats is niet af: {text}.", "The provision is not complete: {text}."),
            both("Schrijf het lid of de letter uit.", "Write out the paragraph or the letter."),
        ),
        "shared_anchor": Sentences(
            both("een anker voor meer bepalingen", "one anchor for several provisions"),
            both(
                "Het anker {anchor} staat bij verschillende bepalingen: {provisions}.",
                "The anchor {anchor} stands with different provisions: {provisions}.",
            ),
            _MIND_URL,
        ),
        "other_law": Sentences(
            both("link naar een andere wet", "link to another law"),
            both(
                "De link leidt naar een andere wet dan er staat: {text}.",
                "The link leads to another law than it says: {text}.",
            ),
            _MIND_URL,
        ),
        "other_article": Sentences(
            both("link naar een ander artikel", "link to another article"),
            both(
                "De link leidt naar artikel {article}, maar er staat: {text}.",
                "The link leads to article {article}, but it says: {text}.",
            ),
            _MIND_URL,
        ),
        "value_without_page": Sentences(
            both("label zonder pagina", "label without a page"),
            both("Voor {value} bij {axis} is er geen pagina.", "For {value} under {axis} there is no page."),
            both("Kies een waarde met een pagina.", "Choose a value that has a page."),
        ),
        "unknown_value": Sentences(
            both("onbekend label", "unknown label"),
            both("Kenbaar kent {value} bij {axis} niet.", "Kenbaar does not know {value} under {axis}."),
            both(
                "Kies een waarde die bestaat; zo past het bij geen enkel systeem.",
                "Choose a value that exists; as it is, it fits no system.",
            ),
        ),
        "unknown_exception": Sentences(
            both("onbekende uitzondering", "unknown exception"),
            both("De uitzondering is niet te lezen: {text} ({why}).", "The exception cannot be read: {text} ({why})."),
            both(
                "Schrijf labels met &&, || en haakjes; zolang blijft onbekend of zij geldt.",
                "Write labels with &&, || and parentheses; until then it is unknown whether it holds.",
            ),
        ),
        "not_in_audit": Sentences(
            both("niet in de toetsingskaders", "not in the audit frameworks"),
            both("{urn} staat niet in de tabel met toetsingskaders.", "{urn} is not in the table of audit frameworks."),
            both("Vul de tabel aan.", "Add it to the table."),
        ),
        "unknown_in_audit": Sentences(
            both("toetsingskader noemt onbekende URN", "audit framework names unknown URN"),
            both(
                "De tabel noemt {urn} en die maatregel is er niet.",
                "The table names {urn} and there is no such measure.",
            ),
            both("Werk de tabel bij.", "Bring the table up to date."),
        ),
        "renumbered": Sentences(
            both("hernummerd", "renumbered"),
            both("De URN was {old} en is nu {new}.", "The URN was {old} and is {new} now."),
            both("Bewaar niets op de URN alleen.", "Keep nothing by the URN alone."),
        ),
        "number_reused": Sentences(
            both("nummer hergebruikt", "number reused"),
            both("{urn} hoorde bij {old} en hoort nu bij {new}.", "{urn} belonged to {old} and belongs to {new} now."),
            both("Kijk na wat er op deze URN is bewaard.", "Check what was kept by this URN."),
        ),
        "moved": Sentences(
            both("andere naam", "other name"),
            both("De pagina heette {old}.", "The page was called {old}."),
            both(
                "Oude links leiden nergens meer heen; Kenbaar volgt de pagina.",
                "Old links lead nowhere; Kenbaar follows the page.",
            ),
        ),
        "gone": Sentences(
            both("verdwenen", "gone"),
            both("De pagina {old} is er niet meer.", "The page {old} is there no longer."),
            both("Kijk wat haar vervangt.", "See what replaces it."),
        ),
    }
)
