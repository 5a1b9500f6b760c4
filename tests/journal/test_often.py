"""What every request asks is answered as Django would answer it, on either database."""

import pytest

from kenbaar.journal.often import add_where, insert, row_with
from kenbaar.notices.models import Batch, NoticeProfile, ProfileVersion, ReadingKey, Tally
from kenbaar.people.models import Body
from tests.notices import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ProfileVersion:
    """Make a profile with which notices were issued."""
    version = world.approved()
    world.key_of(version.profile.body)
    world.issue_one(version, world.DECISION)
    return version


@pytest.mark.parametrize("model", [Body, NoticeProfile, ProfileVersion, ReadingKey, Batch, Tally])
def test_a_row_comes_with_every_value_that_django_reads(
    version: ProfileVersion, model: type[Body | NoticeProfile | ProfileVersion | ReadingKey | Batch | Tally]
) -> None:
    there = model._default_manager.get()
    found = row_with(model, id=there.pk)
    assert found == there
    for field in model._meta.concrete_fields:
        # PostgreSQL gives bytes as a view of them.
        read, expected = (getattr(each, field.attname) for each in (found, there))
        assert type(read) is type(expected)
        assert read == expected


def test_a_row_that_is_there_is_changed_by_saving_it(version: ProfileVersion) -> None:
    found = row_with(Body, slug=version.profile.body.slug)
    assert found is not None
    found.abbreviation = "LW"
    found.save()
    assert Body.objects.get().abbreviation == "LW"


def test_a_row_is_inserted_with_every_value_and_has_its_key_then(version: ProfileVersion) -> None:
    there = Batch.objects.get()
    batch = Batch(version=version, reading_key=there.reading_key, ephemeral=bytes(range(32)), issued_at=world.NOON)
    batch.source, batch.part, batch.first, batch.issued, batch.by = "a run", 7, 2**40, 3, "person 1"
    insert(batch)
    assert batch.pk != there.pk
    read = Batch.objects.get(pk=batch.pk)
    for field in Batch._meta.concrete_fields:
        read_value = getattr(read, field.attname)
        assert (bytes(read_value) if field.attname == "ephemeral" else read_value) == getattr(batch, field.attname)
    batch.refused = 2
    batch.save()
    assert Batch.objects.get(pk=batch.pk).refused == 2
    assert Batch.objects.count() == 2


def test_nobody_finds_a_row_with_one_other_value(version: ProfileVersion) -> None:
    profile = version.profile
    assert row_with(NoticeProfile, body_id=profile.body.pk, slug=profile.slug) == profile
    assert row_with(NoticeProfile, body_id=profile.body.pk, slug="another") is None
    assert row_with(NoticeProfile, body_id=profile.body.pk + 1, slug=profile.slug) is None
    assert row_with(ProfileVersion, id=None) is None


def test_the_last_of_several_rows_is_found(version: ProfileVersion) -> None:
    first = ReadingKey.objects.get()
    world.key_of(version.profile.body)
    last = row_with(ReadingKey, last="id", body_id=first.body_id)
    assert last is not None
    assert last.pk > first.pk


def test_a_column_that_was_left_out_is_read_when_somebody_asks(version: ProfileVersion) -> None:
    found = row_with(ProfileVersion, without=["content"], id=version.pk)
    assert found is not None
    assert found.get_deferred_fields() == {"content"}
    assert found.content == version.content


def test_what_is_added_is_added_to_those_rows_alone_and_it_is_said_when_there_are_none(version: ProfileVersion) -> None:
    tally = Tally.objects.get()
    assert tally.count == 1
    assert add_where(Tally, "count", 4, version_id=version.pk, month=tally.month, standing="valid")
    assert not add_where(Tally, "count", 4, version_id=version.pk, month=tally.month, standing="erased")
    assert Tally.objects.get().count == 5
