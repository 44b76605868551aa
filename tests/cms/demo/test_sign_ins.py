"""Passwords of the demo's people are made once, kept for their owner alone, and printed at every start."""

import json
import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model

from cms.demo.people import PEOPLE, create_people, set_passwords
from cms.demo.sign_ins import SignIn, sign_ins

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept_file(tmp_path: Path) -> Path:
    create_people()
    return tmp_path / "var" / "demo-passwords.json"


def by_name(people: list[SignIn]) -> dict[str, str | None]:
    return {person.username: person.password for person in people}


def can_sign_in(username: str, password: str | None) -> bool:
    return authenticate(username=username, password=password) is not None


def test_each_of_the_four_gets_a_password_that_works(kept_file: Path) -> None:
    people = sign_ins(kept_file)
    assert [person.username for person in people] == [person.username for person in PEOPLE]
    assert all(can_sign_in(person.username, person.password) for person in people)
    assert len({person.password for person in people}) == len(PEOPLE)


def test_a_second_start_prints_the_same_passwords_and_changes_no_user(kept_file: Path) -> None:
    first = sign_ins(kept_file)
    hashes = list(get_user_model().objects.order_by("pk").values_list("password", flat=True))
    assert sign_ins(kept_file) == first
    assert list(get_user_model().objects.order_by("pk").values_list("password", flat=True)) == hashes


def test_a_password_that_its_owner_changed_stays_and_is_not_printed(kept_file: Path) -> None:
    first = by_name(sign_ins(kept_file))
    set_passwords({"designer": "my own words"})
    for _start in range(2):
        again = by_name(sign_ins(kept_file))
        assert again == first | {"designer": None}
        assert can_sign_in("designer", "my own words")


def test_a_password_that_was_asked_for_is_everybodys(kept_file: Path) -> None:
    sign_ins(kept_file)
    set_passwords({"designer": "my own words"})
    people = by_name(sign_ins(kept_file, "please-let-me-in"))
    assert set(people.values()) == {"please-let-me-in"}
    assert all(can_sign_in(name, "please-let-me-in") for name in people)
    assert by_name(sign_ins(kept_file)) == people, "a start without the variable keeps it"


def test_the_file_is_for_its_owner_alone(kept_file: Path) -> None:
    sign_ins(kept_file)
    assert stat.S_IMODE(kept_file.stat().st_mode) == 0o600
    assert [file.name for file in kept_file.parent.iterdir()] == [kept_file.name]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"admin": 1}'])
def test_a_lost_or_damaged_file_gives_new_passwords(kept_file: Path, damage: str) -> None:
    first = by_name(sign_ins(kept_file))
    kept_file.write_text(damage)
    again = by_name(sign_ins(kept_file))
    assert all(can_sign_in(name, password) for name, password in again.items())
    assert again != first
    assert json.loads(kept_file.read_text()).keys() == again.keys()


def test_a_person_who_was_removed_is_not_printed(kept_file: Path) -> None:
    sign_ins(kept_file)
    get_user_model().objects.filter(username="developer").delete()
    assert "developer" not in by_name(sign_ins(kept_file))
