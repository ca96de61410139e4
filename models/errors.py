"""What stops matching, training or evaluation, with what to do about it."""

from __future__ import annotations

from extractor.errors import WarisanError


class EmptyName(WarisanError):
    """The indicator {code} has an empty name or alias. Give it a name in the catalogue."""

    indonesian = "Indikator {code} memiliki nama atau alias kosong. Isi namanya di katalog."


class AliasOfUnknownIndicator(WarisanError):
    """The alias "{alias}" points to {code}, which is no indicator. Correct its code or remove the alias."""

    indonesian = 'Alias "{alias}" menunjuk ke {code} yang bukan indikator. Perbaiki kodenya atau hapus alias itu.'


class TooLittleToLearn(WarisanError):
    """Training needs at least {needed} labelled names, {found} were given. Label more, then train again."""

    indonesian = (
        "Pelatihan memerlukan sedikitnya {needed} nama berlabel, baru ada {found}. Labeli lagi, lalu latih ulang."
    )


class FaultyModel(WarisanError):
    """The matching model cannot be used ({detail}). Train it anew with: warisan train."""

    indonesian = "Model pencocokan tidak dapat dipakai ({detail}). Latih ulang dengan: warisan train."
