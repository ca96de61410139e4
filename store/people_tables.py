"""People, their keys, and the years they closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import NEVER_REUSE_IDS, Base, now


class UserRow(Base):
    """A person with an account, and what they may do."""

    __tablename__ = "user"
    __table_args__ = NEVER_REUSE_IDS
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    """As decisions name them."""
    password_hash: Mapped[str | None] = mapped_column(Text)
    """argon2; empty for one who signs in elsewhere."""
    subject: Mapped[str | None] = mapped_column(String(255), unique=True)
    """Issuer and subject, where they sign in elsewhere (OIDC)."""
    role: Mapped[str] = mapped_column(String(20))
    """``viewer``, ``operator``, ``reviewer``, ``admin``."""
    region: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    """The one government they see; empty for all."""
    opd: Mapped[str | None] = mapped_column(Text)
    """The one perangkat daerah whose indicators they decide on; empty for all."""
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class SignInRow(Base):
    """One signed-in browser. Signing out, or taking the account away, ends it at once: nothing is kept in cookies."""

    __tablename__ = "sign_in"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of what the cookie holds: a copy of the database opens no door."""
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ApiTokenRow(Base):
    """A program's key, made by a person and never able to do more than they."""

    __tablename__ = "api_token"
    __table_args__ = NEVER_REUSE_IDS
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class PeriodLockRow(Base):
    """A region's year that is reported and closed: its values stay until somebody opens it again with a reason."""

    __tablename__ = "period_lock"
    __table_args__ = (UniqueConstraint("region", "year"), NEVER_REUSE_IDS)
    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(ForeignKey("region.code"))
    year: Mapped[int]
    locked_by: Mapped[str] = mapped_column(String(120))
    locked_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str | None] = mapped_column(Text)
