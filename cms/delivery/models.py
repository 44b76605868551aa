"""The tables of the store. ``cms.delivery.store`` writes them, ``cms.delivery.fast_path`` reads them without Django."""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["StoredAnswer", "StoredForm", "StoredTag", "WorkerCount"]


class StoredAnswer(models.Model):
    """That an answer is stored, since when, and how much room it takes. What is sent of it is in its forms."""

    id = models.BigIntegerField(primary_key=True)  # made from the key
    key = models.TextField(_("key"))  # what was asked for; see cms.delivery.keys
    number = models.BigIntegerField(_("number"))  # where the ledger stood when it was rendered
    built_at = models.FloatField(_("built at"))  # seconds since 1970
    size = models.IntegerField(_("size"))  # of all of its rows, in bytes
    is_variant = models.BooleanField(_("is a variant"))  # shares a smaller part of the store

    class Meta:
        db_table = "delivery_answer"
        indexes = [models.Index(fields=["is_variant", "built_at", "size"], name="delivery_answer_age")]
        verbose_name = _("stored answer")
        verbose_name_plural = _("stored answers")

    def __str__(self) -> str:
        return self.key


class StoredForm(models.Model):
    """Everything that one kind of reader is sent of an answer, in one row that one search finds.

    ``id`` is that of the answer plus one of ``FORMS``. Every answer has a row for each: a request reads the one that it
    accepts, with one content, and never has to look for another.
    """

    id = models.BigIntegerField(primary_key=True)
    key = models.TextField(_("key"))
    etag = models.CharField(_("ETag"), max_length=64)  # without quotes and without the suffix of an encoding
    valid_until = models.FloatField(_("valid until"), null=True)  # seconds since 1970; null until something changes
    headers = models.TextField(_("headers"))  # a "Name: value" on each line
    surrogate_key = models.TextField(_("surrogate key"))
    encoding = models.CharField(_("encoding"), max_length=8)  # of the content; empty as it is
    content = models.BinaryField(_("content"))

    class Meta:
        db_table = "delivery_form"
        verbose_name = _("form of a stored answer")
        verbose_name_plural = _("forms of stored answers")

    def __str__(self) -> str:
        return f"{self.key} {self.encoding}"


class StoredTag(models.Model):
    """What an answer depends on: the number of a tag (``cms.delivery.tags``)."""

    pk = models.CompositePrimaryKey("tag", "answer_id")
    tag = models.BigIntegerField()
    answer_id = models.BigIntegerField()  # no foreign key: the tables are written together, in bulk

    class Meta:
        db_table = "delivery_tag"
        indexes = [models.Index(fields=["answer_id"], name="delivery_tag_answer")]
        verbose_name = _("tag of a stored answer")
        verbose_name_plural = _("tags of stored answers")

    def __str__(self) -> str:
        return f"{self.tag} {self.answer_id}"


class WorkerCount(models.Model):
    """What a process has served, written now and then."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    hits = models.BigIntegerField(_("hits"), default=0)
    misses = models.BigIntegerField(_("misses"), default=0)
    stored = models.BigIntegerField(_("stored"), default=0)
    unstored = models.BigIntegerField(_("unstored"), default=0)
    at = models.FloatField(_("at"))

    class Meta:
        db_table = "delivery_worker"
        verbose_name = _("count of a worker")
        verbose_name_plural = _("counts of workers")

    def __str__(self) -> str:
        return self.worker
