"""The model field: what is stored, loaded, serialised and refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelsearch import index

from cms.errors import InvalidPartialDate
from pages.dates import PartialDate, PartialDateField
from tests.pages.dates.conftest import DatedThing
from tests.pages.dates.strategies import partial_dates

Things = models.Manager[DatedThing]

on_real_rows = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def stored(thing: DatedThing) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT starts FROM dates_test_datedthing WHERE id = %s", [thing.pk])
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("2018", "2018-01-01/2018-12-31"),
        ("mid-2018", "2018-05-01/2018-08-31"),
        ("June 2020", "2020-06-01/2020-06-30"),
        ("15 June 2020", "2020-06-15/2020-06-15"),
        ("0001", "0001-01-01/0001-12-31"),
    ],
)
def test_stores_the_first_and_the_last_day(things: Things, text: str, column: str) -> None:
    thing = things.create(starts=text)
    assert stored(thing) == column


@given(date=partial_dates())
@on_real_rows
def test_loads_what_was_saved(things: Things, date: PartialDate) -> None:
    thing = things.create(starts=date)
    assert things.get(pk=thing.pk).starts == date
    assert things.values_list("starts", flat=True).get(pk=thing.pk) == date


@given(dates=st.lists(partial_dates(), max_size=20))
@on_real_rows
def test_the_database_sorts_as_python_does(things: Things, dates: list[PartialDate]) -> None:
    things.all().delete()
    for date in dates:
        things.create(starts=date)
    ascending = things.order_by("starts").values_list("starts", flat=True)
    assert list(ascending) == sorted(dates)
    assert list(ascending.reverse()) == sorted(dates, reverse=True)


@pytest.mark.parametrize("assigned", ["mid-2018", "2018-38", PartialDate.of_mid_year(2018)])
def test_an_object_that_was_just_saved_reads_like_a_loaded_one(things: Things, assigned: PartialDate | str) -> None:
    thing = DatedThing(starts=assigned)
    thing.save()
    assert thing.starts is not None
    assert thing.starts.label == "mid-2018"


@pytest.mark.parametrize("empty", [None, ""])
def test_empty_is_null(things: Things, empty: str | None) -> None:
    thing = things.create(starts=empty)
    assert thing.starts is None
    thing.refresh_from_db()
    assert thing.starts is None
    assert things.filter(starts__isnull=True).count() == 1
    assert things.filter(starts=None).count() == 1


def test_a_new_object_has_no_date() -> None:
    assert DatedThing().starts is None


def test_a_plain_date_is_stored_as_its_day(things: Things) -> None:
    thing = things.create(starts=datetime.date(2020, 6, 15))
    assert things.get(pk=thing.pk).starts == PartialDate.parse("15 June 2020")


def test_nothing_unreadable_gets_into_the_table(things: Things) -> None:
    with pytest.raises(InvalidPartialDate), transaction.atomic():
        things.create(starts="over the coming months")
    with pytest.raises(InvalidPartialDate), transaction.atomic():
        things.update(starts="2018-39")
    assert things.count() == 0


def test_validation_says_what_to_write() -> None:
    with pytest.raises(ValidationError) as caught:
        DatedThing(starts="over the coming months").full_clean()
    assert "mid-2018" in caught.value.message_dict["starts"][0]


def test_validation_turns_a_text_into_a_date() -> None:
    thing = DatedThing(starts="mid-2018")
    thing.full_clean()
    assert thing.starts == PartialDate.of_mid_year(2018)


def test_a_column_that_holds_something_else_is_named(things: Things) -> None:
    thing = things.create(starts="2018")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dates_test_datedthing SET starts = %s WHERE id = %s", ["2018", thing.pk])
    with pytest.raises(InvalidPartialDate, match=r"The database holds '2018'"):
        things.get(pk=thing.pk)


@given(starts=st.none() | partial_dates())
def test_a_revision_holds_edtf_and_gives_the_same_date_back(starts: PartialDate | None) -> None:
    data = DatedThing(pk=1, starts=starts).serializable_data()
    assert data["starts"] == (None if starts is None else starts.edtf)
    assert DatedThing.from_serializable_data(data).starts == starts
    assert DatedThing.from_json(DatedThing(pk=1, starts=starts).to_json()).starts == starts


def test_value_to_string_of_an_empty_date_reads_back_as_empty() -> None:
    field = DatedThing._meta.get_field("starts")
    assert field.to_python(field.value_to_string(DatedThing())) is None


def test_a_migration_names_the_field_without_what_it_decides_itself() -> None:
    field = PartialDateField(null=True, blank=True)
    _, path, args, kwargs = field.deconstruct()
    assert (path, args, kwargs) == ("pages.dates.field.PartialDateField", [], {"null": True, "blank": True})
    text, imports = MigrationWriter.serialize(field)
    assert eval(text, {"pages": __import__("pages.dates.field")}).deconstruct()[1:] == field.deconstruct()[1:]
    assert imports == {"import pages.dates.field"}


def test_a_field_that_may_be_blank_must_be_null() -> None:
    class Wrong(models.Model):
        starts = PartialDateField(blank=True)

        class Meta:
            app_label = "dates_test"
            apps = DatedThing._meta.apps

        def __str__(self) -> str:
            return ""

    assert [error.id for error in Wrong.check() if error.obj == Wrong._meta.get_field("starts")] == ["dates.E001"]
    assert not [error for error in DatedThing.check() if (error.id or "").startswith("dates.")]


def test_a_required_field_refuses_to_stay_empty() -> None:
    field = PartialDateField()
    with pytest.raises(ValidationError, match="cannot be null"):
        field.clean(None, None)


def test_a_search_index_filters_by_the_sortable_text() -> None:
    thing = DatedThing(starts=PartialDate.parse("mid-2018"))
    assert index.FilterField("starts").get_value(thing) == "2018-05-01/2018-08-31"
    assert index.FilterField("ends").get_value(thing) is None
