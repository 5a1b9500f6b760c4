"""How far adoptions are: what was answered, and the versions that this is about. Callers asked who wants to know."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import F, Q

from kenbaar.rules.answers import Sheet
from kenbaar.suppliers.models import Adoption, ProposalAnswer, TemplateVersion
from kenbaar.suppliers.proposing import Answered, Versions, answered


def answered_so_far(adoptions: Collection[Adoption]) -> dict[int, Answered]:
    """Return how far each of some adoptions is, by its number, in one query. Their `seen` must have been read along."""
    seen = {adoption.pk: adoption.seen.number if adoption.seen else 0 for adoption in adoptions}
    beyond = Q(adoption__seen=None) | Q(version__number__gt=F("adoption__seen__number"))
    rows = ProposalAnswer.objects.filter(beyond, adoption__in=list(seen)).order_by()
    answers: dict[int, list[tuple[str, int]]] = {}
    for adoption, fact, number in rows.values_list("adoption", "fact", "version__number"):
        answers.setdefault(adoption, []).append((fact, number))
    return {adoption: answered(number, answers.get(adoption, ())) for adoption, number in seen.items()}


def versions_of(numbers: Mapping[int, Iterable[int]]) -> dict[int, Versions]:
    """Return these versions of these templates, by the number of the template, in one query."""
    wanted = Q(pk__in=[])
    for template, some in numbers.items():
        wanted |= Q(template=template, number__in=set(some) - {0})
    sheets: dict[int, dict[int, Sheet]] = {template: {} for template in numbers}
    for template, number, sheet in TemplateVersion.objects.filter(wanted).values_list("template", "number", "sheet"):
        sheets[template][number] = Sheet(sheet)
    return {template: Versions(found) for template, found in sheets.items()}
