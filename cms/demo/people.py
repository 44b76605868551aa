"""The demo's four people: who they are, which group they belong to, and their passwords.

Called by ``cms.demo.load`` and by the launcher of ``make demo``.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

__all__ = ["PEOPLE", "Person", "create_people", "set_passwords"]


@dataclass(frozen=True, slots=True)
class Person:
    """One sign-in. ``groups`` are names of groups that migrations make; a superuser needs none."""

    username: str
    first_name: str
    last_name: str
    groups: tuple[str, ...] = ()
    is_superuser: bool = False


#: In the order in which the launcher prints them.
PEOPLE = (
    Person("admin", "Avery", "Admin", is_superuser=True),
    Person("designer", "Devi", "Designer", groups=("Content designers",)),
    Person("reviewer", "Robin", "Reviewer", groups=("Reviewers",)),
    Person("developer", "Dana", "Developer", groups=("Developers",)),
)


def create_people() -> list[str]:
    """Create those of the four who do not exist yet, without a usable password. Returns the user names created."""
    users = get_user_model().objects
    created = []
    for person in PEOPLE:
        user, is_new = users.get_or_create(
            username=person.username,
            defaults={
                "first_name": person.first_name,
                "last_name": person.last_name,
                "email": f"{person.username}@example.org",
                "is_superuser": person.is_superuser,
                "is_staff": person.is_superuser,
            },
        )
        if not is_new:
            continue
        user.set_unusable_password()
        user.save()
        user.groups.set(Group.objects.filter(name__in=person.groups))
        created.append(person.username)
    return created


def set_passwords(passwords: dict[str, str]) -> None:
    """Give people (user name to password) a new password. Unknown names and passwords that already hold are left
    alone.
    """
    for user in get_user_model().objects.filter(username__in=passwords):
        if not user.check_password(passwords[user.username]):
            user.set_password(passwords[user.username])
            user.save(update_fields=["password"])
