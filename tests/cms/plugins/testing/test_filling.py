"""What stands in the required fields of an object that a check makes."""

from django.db import models

from cms.plugins.testing.filling import filled


class Opening(models.Model):
    """Something with a beginning and an end."""

    day = models.DateField()
    last_day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    note = models.TextField(blank=True)

    class Meta:
        app_label = "tests"
        managed = False

    def __str__(self) -> str:
        return self.note


def test_an_end_comes_after_its_beginning() -> None:
    made = filled(Opening)

    assert made.day < made.last_day
    assert made.begins < made.ends
    assert made.note == ""


def test_what_is_given_stays() -> None:
    assert filled(Opening, note="Given").note == "Given"
