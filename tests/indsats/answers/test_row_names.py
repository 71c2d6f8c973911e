"""What the parts of a figure are called."""

import pytest

from indsats.answers.row_names import RowNames
from indsats.language.vocabulary import load_vocabulary
from tests.indsats.answers.answer_samples import FakeNames, row

NAMES = RowNames(FakeNames())


@pytest.mark.parametrize(
    ("parts", "subject"),
    [
        (("modtagere_fuldtid", "kontanthjaelp", "jobparat"), "Fuldtidsmodtagere på kontanthjælp (jobparate)"),
        (
            ("fuldtid_pct_befolkning", "kontanthjaelp"),
            "Fuldtidsmodtagere i pct. af befolkningen (kontanthjælp)",
        ),
        (("kontanthjaelp_nettoledige_fuldtid", "kontanthjaelp"), "Nettoledige kontanthjælpsmodtagere"),
        (("ledige_fuldtid", "alle"), "Ledige fuldtidspersoner"),
    ],
)
def test_a_subject_names_whom_it_counts(parts: tuple[str, ...], subject: str) -> None:
    assert RowNames(load_vocabulary()).subject(*parts) == subject


def test_benefits_counted_together_are_listed() -> None:
    assert NAMES.benefit("kontanthjaelp+uddannelseshjaelp") == "kontanthjælp og uddannelseshjælp"
    assert NAMES.benefit("") == ""


def test_what_has_no_name_yet_keeps_its_id() -> None:
    assert NAMES.measure("nyt_maal") == "nyt maal"
    assert NAMES.benefit("ny_ydelse") == "ny ydelse"
    assert NAMES.category("ny_kategori") == "ny kategori"
    assert NAMES.area("999") == "999"
    assert NAMES.part(row("999"), "area") == "999"
    assert NAMES.decimals("nyt_maal") == 0


def test_where_is_the_official_name() -> None:
    assert NAMES.where(row("101")) == "i Københavns Kommune"
    assert NAMES.where(row("000")) == "i hele landet"
    assert NAMES.where(row("085")) == "i Region Sjælland"
