"""Hypothesis strategies for dates with their precision, all years that a date can have."""

from hypothesis import strategies as st

from pages.dates import PartialDate

__all__ = ["partial_dates"]

_years = st.integers(1, 9999)

# Years close to one another often begin on the same day, which is where an order goes wrong.
_close_years = st.integers(2018, 2019)


def partial_dates() -> st.SearchStrategy[PartialDate]:
    return st.one_of(_of(_close_years), _of(_years))


def _of(years: st.SearchStrategy[int]) -> st.SearchStrategy[PartialDate]:
    months = st.builds(PartialDate.of_month, years, st.integers(1, 12))
    return st.one_of(
        st.builds(PartialDate.of_year, years),
        st.builds(PartialDate.of_mid_year, years),
        months,
        months.flatmap(
            lambda month: st.builds(
                PartialDate.of_day,
                st.just(month.earliest.year),
                st.just(month.earliest.month),
                st.sampled_from([1, 15, month.latest.day]),
            )
        ),
    )
