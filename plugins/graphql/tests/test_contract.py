"""What the CMS asks of every plugin."""

from cms.plugins.testing import assert_no_missing_migrations, assert_nothing_leaks, assert_only_public_names


def test_it_needs_no_migrations(db: None) -> None:
    assert_no_missing_migrations("graphql")


def test_it_imports_public_names_only() -> None:
    assert_only_public_names("graphql")


def test_nothing_leaks(db: None) -> None:
    everything = "{pages{items{title meta{slug parent{title}}}}navigation{main{label url}}redirects{items{location}}}"

    assert_nothing_leaks("graphql", f"/api/graphql/?query={everything}")
