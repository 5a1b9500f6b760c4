"""The templates of the sample: invented, usable, and with something to answer for who looks around."""

import pytest

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import OPERATOR
from kenbaar.people.matching import NameMatcher
from kenbaar.people.organisations import load_organisations
from kenbaar.register.models import Draft
from kenbaar.register.queries.bodies import bodies_with_counts
from kenbaar.register.sample import load_sample
from kenbaar.suppliers.models import Adoption, Template
from kenbaar.suppliers.queries.proposals import entries_with_proposals
from kenbaar.suppliers.sample import load_sample_templates, read_sample_templates

pytestmark = pytest.mark.django_db


def test_the_sample_has_a_template_with_proposals_and_one_that_nobody_follows_yet() -> None:
    load_sample(by=OPERATOR)
    assert load_sample_templates(by=OPERATOR) == Template.objects.count() >= 2
    assert [line.count for line in entries_with_proposals(OPERATOR)] == [2]
    assert Template.objects.filter(adoptions=None).exists()
    # The entry keeps its own words, so following changed nothing of it.
    assert Adoption.objects.exists() and not Draft.objects.exists()
    before = JournalLine.objects.count()
    assert load_sample_templates(by=OPERATOR) == 0
    assert JournalLine.objects.count() == before


def test_the_company_is_invented_and_no_public_list_names_it() -> None:
    load_sample(by=OPERATOR)
    load_sample_templates(by=OPERATOR)
    matcher = NameMatcher(load_organisations())
    slugs = {line.slug for line in bodies_with_counts()}
    for keeper in read_sample_templates():
        assert keeper.domain.endswith(".example")
        assert matcher.match(keeper.name.nl).organisation is None
        assert keeper.slug not in slugs
