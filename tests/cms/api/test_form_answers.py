"""Every type of question of Wagtail's form builder takes the answers that fit it, and says of others what is wrong."""

from typing import Any, get_args

import pytest
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES

from cms.plugins.testing.client import ApiClient
from pages.models import FormField
from pages.parts.form import FormFieldType
from tests.factories.pages import FormPageFactory
from tests.form_senders import kept, send

pytestmark = pytest.mark.django_db

CHOICES = "Red\nGreen, dark\nBlue"

#: (type of question, answer, what Wagtail's report then has)
GOOD = [
    ("singleline", "Ann", "Ann"),
    ("singleline", "  Ann ", "Ann"),
    ("singleline", "x" * 255, "x" * 255),
    ("singleline", "名前 🙂", "名前 🙂"),
    ("multiline", "One\nTwo", "One\nTwo"),
    ("multiline", "x" * 10_000, "x" * 10_000),
    ("email", "ann@example.org", "ann@example.org"),
    ("number", 7, "7"),
    ("number", -7.5, "-7.5"),
    ("number", 0.1, "0.1"),
    ("number", 0, "0"),
    ("number", "12345678901234567890.0123456789", "12345678901234567890.0123456789"),
    ("url", "https://example.org/a?b=c", "https://example.org/a?b=c"),
    ("url", "example.org", "https://example.org"),
    ("checkbox", True, True),
    ("checkboxes", ["Red", "Green, dark"], ["Red", "Green, dark"]),
    ("dropdown", "Green, dark", "Green, dark"),
    ("multiselect", ["Blue"], ["Blue"]),
    ("radio", "Red", "Red"),
    ("date", "2030-01-31", "2030-01-31"),
    ("datetime", "2030-01-31T09:30", "2030-01-31T09:30:00+11:00"),
    ("datetime", "2030-01-31 09:30:15", "2030-01-31T09:30:15+11:00"),
    ("datetime", "2030-01-31T09:30:00Z", "2030-01-31T09:30:00Z"),
    ("datetime", "2030-01-31T09:30:00+02:00", "2030-01-31T09:30:00+02:00"),
    ("hidden", "spring", "spring"),
]

#: (type of question, answer, code of the error)
BAD = [
    ("singleline", "x" * 256, "max_length"),
    ("singleline", 7, "wrong_type"),
    ("singleline", True, "wrong_type"),
    ("singleline", ["Ann"], "wrong_type"),
    ("multiline", "x" * 10_001, "max_length"),
    ("multiline", 7.5, "wrong_type"),
    ("email", "nobody", "invalid"),
    ("email", "a@" + "x" * 400 + ".org", "invalid"),
    ("email", 7, "wrong_type"),
    ("number", "seven", "invalid"),
    ("number", "NaN", "invalid"),
    ("number", "1e5000", "max_digits"),
    ("number", 1e300, "max_digits"),
    ("number", 1e-300, "max_digits"),
    ("number", True, "wrong_type"),
    ("number", ["1"], "wrong_type"),
    ("url", "not a url", "invalid"),
    ("url", "javascript:alert(1)", "invalid"),
    ("url", "https://example.org/" + "x" * 2048, "max_length"),
    ("url", 7, "wrong_type"),
    ("checkbox", False, "required"),
    ("checkbox", "on", "wrong_type"),
    ("checkbox", 1, "wrong_type"),
    ("checkboxes", ["Pink"], "invalid_choice"),
    ("checkboxes", [], "required"),
    ("checkboxes", "Red", "wrong_type"),
    ("dropdown", "Pink", "invalid_choice"),
    ("dropdown", ["Red"], "wrong_type"),
    ("multiselect", ["Red", "Pink"], "invalid_choice"),
    ("multiselect", "Red", "wrong_type"),
    ("radio", "red", "invalid_choice"),
    ("radio", False, "wrong_type"),
    ("date", "31/01/2030", "invalid"),
    ("date", "2030-02-31", "invalid"),
    ("date", "2030-01-31T09:30", "invalid"),
    ("date", "٢٠٣٠-٠١-٣١", "invalid"),
    ("date", 20300131, "wrong_type"),
    ("datetime", "2030-01-31", "invalid"),
    ("datetime", "2030-01-31T25:00", "invalid"),
    ("datetime", "31/01/2030 09:30", "invalid"),
    ("datetime", 0, "wrong_type"),
    ("hidden", "x" * 1001, "max_length"),
    ("hidden", 7, "wrong_type"),
]
TYPES = get_args(FormFieldType)


def form_with(field_type: str, *, required: bool = True) -> Any:
    """A form that asks one question, called ``question``."""
    question = FormField(label="Question", field_type=field_type, required=required, choices=CHOICES)
    return FormPageFactory(form_fields=[question])


def test_every_type_of_question_has_good_and_bad_answers_here() -> None:
    assert list(TYPES) == [name for name, _label in FORM_FIELD_CHOICES]
    assert {name for name, *_rest in GOOD} == {name for name, *_rest in BAD} == set(TYPES)


@pytest.mark.parametrize(("field_type", "answer", "stored"), GOOD, ids=lambda value: str(value)[:30])
def test_an_answer_that_fits_is_kept(field_type: str, answer: Any, stored: Any) -> None:
    page = form_with(field_type)

    response = send(page, {"question": answer})

    assert response.status_code == 201, response.content
    assert kept(page) == [{"question": stored}]


@pytest.mark.parametrize(("field_type", "answer", "code"), BAD, ids=lambda value: str(value)[:30])
def test_an_answer_that_does_not_fit_is_refused_at_its_question(field_type: str, answer: Any, code: str) -> None:
    page = form_with(field_type)

    response = send(page, {"question": answer})

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    errors = response.json()["errors"]
    assert {tuple(error["loc"]) for error in errors} == {("body", "fields", "question")}
    assert code in {error["type"] for error in errors}
    assert all(error["msg"] for error in errors)
    assert kept(page) == []


@pytest.mark.parametrize("field_type", TYPES)
@pytest.mark.parametrize("fields", [{}, {"question": None}, {"question": ""}], ids=str)
def test_a_required_question_wants_an_answer(field_type: str, fields: dict[str, Any]) -> None:
    page = form_with(field_type)
    has_text = ApiClient("v3").json(f"forms/{page.pk}/")["form_fields"][0]["value_type"] in ("string", "number")

    [error] = send(page, fields).json()["errors"]

    assert error["type"] == ("required" if has_text or fields.get("question") is None else "wrong_type")
    assert kept(page) == []


@pytest.mark.parametrize("field_type", TYPES)
def test_an_optional_question_wants_none(field_type: str) -> None:
    page = form_with(field_type, required=False)

    assert send(page, {"question": None}).status_code == send(page, {}).status_code == 201
    assert len(kept(page)) == 2


@pytest.mark.parametrize("field_type", TYPES)
def test_a_question_says_which_values_it_takes(field_type: str) -> None:
    page = form_with(field_type)
    types = {str: "string", bool: "boolean", list: "strings", int: "number", float: "number"}

    [question] = ApiClient("v3").json(f"forms/{page.pk}/")["form_fields"]

    good = {types[type(answer)] for name, answer, _stored in GOOD if name == field_type}
    assert question["value_type"] in good
    assert question["type"] == field_type
    if question["max_length"] is not None:
        assert send(page, {"question": "x" * (question["max_length"] + 1)}).status_code == 422


def test_all_errors_are_told_at_once_and_unknown_names_are_refused() -> None:
    page = FormPageFactory(complete=True)

    response = send(page, {"topics": ["Dancing"], "colour": "red", "your_email": 7})

    assert response.status_code == 422
    assert [(error["loc"][-1], error["type"]) for error in response.json()["errors"]] == [
        ("colour", "unknown"),
        ("your_email", "wrong_type"),
    ]
    assert send(page, {"topics": ["Dancing"], "your_email": "x"}).json()["errors"][1]["loc"][-1] == "topics"


def test_names_that_are_all_unknown_are_not_all_repeated() -> None:
    page = FormPageFactory(complete=True)

    assert len(send(page, {f"name-{number}": "" for number in range(150)}).json()["errors"]) == 20
