"""The passwords of the demo's four people: made once, kept beside the database, printed at each start.

Called by ``manage.py demo``. A password that a person has changed in the admin stays changed; only ``DEMO_PASSWORD``
sets one again.
"""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model

from cms.demo.people import PEOPLE, set_passwords
from cms.demo.private_files import write_private

__all__ = ["SignIn", "sign_ins"]

GENERATED_BYTES = 9  # twelve characters


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person's user name and password; None for a password that only its owner knows."""

    username: str
    password: str | None


def sign_ins(kept_file: Path, wanted: str = "") -> list[SignIn]:
    """The sign-ins of the four, in their order; passwords that nobody has set yet are set.

    ``wanted`` is the password that all four are to have. ``kept_file`` holds, for its owner alone, the passwords set
    here with the hash that each got: while that is still the user's hash, the password is still the one to print.
    """
    kept = _read(kept_file)
    names = [person.username for person in PEOPLE]
    to_set = {}
    for user in get_user_model().objects.filter(username__in=names):
        password, hashed = kept.get(user.username, ("", ""))
        is_known = hashed == user.password
        is_changed = user.has_usable_password() and bool(hashed) and not is_known
        if (wanted and not (is_known and password == wanted)) or not (wanted or is_known or is_changed):
            to_set[user.username] = wanted or secrets.token_urlsafe(GENERATED_BYTES)
    set_passwords(to_set)
    hashes = dict(get_user_model().objects.filter(username__in=names).values_list("username", "password"))
    kept.update({name: (password, hashes[name]) for name, password in to_set.items()})
    if to_set:
        write_private(kept_file, json.dumps(kept, indent=2) + "\n")
    return [SignIn(name, kept[name][0] if kept[name][1] == hashes[name] else None) for name in names if name in hashes]


def _read(kept_file: Path) -> dict[str, tuple[str, str]]:
    try:
        return {name: (password, hashed) for name, (password, hashed) in json.loads(kept_file.read_text()).items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):  # absent, or damaged: made anew
        return {}
