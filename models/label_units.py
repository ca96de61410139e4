"""Whether the unit printed beside a labelled name can be that of the indicator it is labelled as."""

from __future__ import annotations

from collections.abc import Callable

from annotations.mentions import LabelledMention
from extractor.errors import InBoth
from models.facts import Catalogue
from models.units import make_unit_book


def unit_fault(catalogue: Catalogue) -> Callable[[LabelledMention], InBoth | None]:
    """Tells what is wrong with a label: every indicator it names is measured in something else."""
    units = make_unit_book(catalogue.units)
    wanted = {indicator.code: indicator.unit for indicator in catalogue.indicators}

    def fault_of(label: LabelledMention) -> InBoth | None:
        codes = [code for code in label.codes if code in wanted]
        if not codes or any(units.fit(label.unit, wanted[code]) != "other" for code in codes):
            return None
        return InBoth(
            f"its unit {label.unit} contradicts {codes[0]}, which is measured in {wanted[codes[0]]}",
            f"satuan {label.unit} bertentangan dengan {codes[0]} yang bersatuan {wanted[codes[0]]}",
        )

    return fault_of
