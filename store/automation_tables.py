"""What may be accepted unseen, and the samples that people look at instead."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Float, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base, now


class AutomationRow(Base):
    """How far one kind of report, or one indicator, is accepted by itself. No row: not at all."""

    __tablename__ = "automation"
    scope: Mapped[str] = mapped_column(String(140), primary_key=True)
    """``report:LPPD``, ``code:makro.ipm``."""
    level: Mapped[str] = mapped_column(String(20))
    """``none``, ``confident``, ``all-valid``."""
    error: Mapped[Decimal]
    """The share of wrong ones that was stated as bearable."""
    set_by: Mapped[str] = mapped_column(String(120))
    set_at: Mapped[datetime] = mapped_column(default=now)


class SampleRow(Base):
    """A proposal that would have been accepted unseen, and waits for a person to tell whether that had been right."""

    __tablename__ = "automation_sample"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True, autoincrement=False)
    scope: Mapped[str] = mapped_column(String(140), index=True)
    probability: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(default=now)
