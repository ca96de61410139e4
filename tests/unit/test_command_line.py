"""The command line's own behaviour: languages, exit codes, where words go, and how little it loads."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from api.command_line import main, take_language
from api.language import choose_language
from api.typed_numbers import NotANumber, typed_number
from api.wording import number_in_words, value_in_words

HEAVY = (
    "spacy",
    "sklearn",
    "pandas",
    "altair",
    "pdfplumber",
    "dbos",
    "fastapi",
    "sqlalchemy",
    "pydantic",
    "numpy",
    "rich",
)


@pytest.fixture(autouse=True)
def indonesian():
    yield
    choose_language("id")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from api.command_line import main; main(['--help']); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "extract" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "asked", "rest"),
    [
        (["--lang", "en", "extract", "x"], "en", ["extract", "x"]),
        (["extract", "x", "--lang=en"], "en", ["extract", "x"]),
        (["extract", "--", "--lang", "en"], None, ["extract", "--", "--lang", "en"]),
        (["extract", "x"], None, ["extract", "x"]),
    ],
)
def test_the_language_is_taken_wherever_it_stands(arguments: list[str], asked: str | None, rest: list[str]) -> None:
    assert take_language(arguments) == (asked, rest)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["extract", "/no/such/file.pdf"], 1),
        (["extract"], 2),
        (["--lang", "jv", "documents"], 2),
        (["unknown"], 2),
        (["extract", "/no/such/file.pdf", "--report", "XYZ"], 1),
    ],
)
def test_exit_codes_tell_a_persons_error_from_a_wrong_command(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err


def test_errors_are_told_in_the_language_chosen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["extract", "/no/such/file.pdf"])
    assert capsys.readouterr().err == "Berkas file.pdf tidak ada. Periksa lokasinya.\n"
    main(["extract", "/no/such/file.pdf", "--lang", "en"])
    assert capsys.readouterr().err == "There is no file file.pdf. Check the path.\n"
    monkeypatch.setenv("WARISAN_LANGUAGE", "en")
    main(["extract", "/no/such/file.pdf"])
    assert capsys.readouterr().err == "There is no file file.pdf. Check the path.\n"


def test_faulty_settings_are_told_all_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARISAN_PORT", "99999")
    monkeypatch.setenv("WARISAN_MAX_PAGES", "banyak")
    assert main(["documents"]) == 1
    told = capsys.readouterr().err
    assert "WARISAN_PORT='99999'" in told
    assert "WARISAN_MAX_PAGES='banyak'" in told


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("55,56", "55.56"),
        ("55.56", "55.56"),
        ("1.234", "1234"),
        ("1.234.567,80", "1234567.80"),
        ("-2,31", "-2.31"),
        ("0", "0"),
        ("71,930", "71.930"),
    ],
)
def test_typed_numbers_are_read_exactly(typed: str, meant: str) -> None:
    assert str(typed_number(typed)) == meant


@pytest.mark.parametrize("typed", ["1.23.4", "1,234,567", "12a", "1.2345,6", ",5", "1e3"])
def test_typed_numbers_that_can_mean_two_things_are_refused(typed: str) -> None:
    with pytest.raises(NotANumber):
        typed_number(typed)


@pytest.mark.parametrize("number", ["1234.50", "-0.10", "0", "1000000", "12.3456"])
def test_a_shown_number_typed_again_is_the_same_number(number: str) -> None:
    shown = number_in_words(Decimal(number))
    assert str(typed_number(shown)) == number


def test_absences_keep_their_names() -> None:
    shown = {value_in_words(None, None, one) for one in ("missing", "not_released", "not_applicable", "illegible")}
    assert shown == {"kosong", "belum rilis", "tidak berlaku", "tidak terbaca"}
    assert value_in_words(None, "BB", "given") == "BB"


def test_a_place_that_cannot_be_written_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARISAN_DATA", "/proc/warisan")
    assert main(["documents"]) == 1
    told = capsys.readouterr().err
    assert "/proc/warisan" in told
    assert len(told.splitlines()) == 1
