"""The settings, each with its default and the sentence that ``docs/settings.md`` repeats."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Self

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.language import Language
from extractor.errors import WarisanError
from extractor.settings import ReadLimits


class FaultySettings(WarisanError):
    """Settings are not right: {faults}. Correct or remove these environment variables."""

    indonesian = "Pengaturan keliru: {faults}. Perbaiki atau hapus variabel lingkungan itu."

    @classmethod
    def of(cls, error: ValidationError) -> FaultySettings:
        """Every fault with its variable and the value given."""
        faults = []
        for fault in error.errors():
            name = "_".join(str(part) for part in fault["loc"]).upper()
            faults.append(f"WARISAN_{name}={fault['input']!r} ({fault['msg']})" if name else str(fault["msg"]))
        return cls(faults="; ".join(faults))


def _data_folder() -> Path:
    return user_data_path("warisan", appauthor=False)


def _name_of_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "operator"


class Settings(BaseSettings):
    """What can be set, by ``WARISAN_`` and the name in capitals: ``WARISAN_DATABASE=...``."""

    model_config = SettingsConfigDict(env_prefix="WARISAN_", env_ignore_empty=True, frozen=True, extra="forbid")

    data: Path = Field(default_factory=_data_folder, description="Folder for the default database and files")
    database: str = Field("", description="SQLAlchemy URL of the database; empty: an SQLite file in the data folder")
    files: str = Field("", description="fsspec URL or folder of the original files; empty: in the data folder")
    secret: SecretStr | None = Field(None, description="Key that signs sessions; needed once users log in")
    language: Language = Field("id", description="Language of messages and pages: id or en")
    actor: str = Field(
        default_factory=_name_of_user, min_length=1, max_length=120, description="Name under which decisions are kept"
    )
    region: str | None = Field(None, description="Code or name of the government, where a command is not given one")
    host: str = Field("127.0.0.1", description="Address on which the service listens")
    port: int = Field(8321, ge=1, le=65535, description="Port on which the service listens")
    max_file_mb: int = Field(200, ge=1, description="Largest file that is read, in MB")
    max_unpacked_mb: int = Field(2_000, ge=1, description="Most that a Word or Excel file may unpack to, in MB")
    max_pages: int = Field(3_000, ge=1, description="Most pages of a PDF that is read")
    max_seconds: int = Field(45, ge=1, description="Longest time that one part of a file is read, in seconds")
    max_memory_mb: int = Field(1_024, ge=256, description="Most memory that reading one part of a file takes, in MB")

    @model_validator(mode="after")
    def _fill_in(self) -> Self:
        """The database and the files stand in the data folder unless a place was given."""
        if not self.database:
            object.__setattr__(self, "database", f"sqlite:///{self.data / 'warisan.sqlite'}")
        if not self.files:
            object.__setattr__(self, "files", str(self.data / "files"))
        return self

    @property
    def limits(self) -> ReadLimits:
        return ReadLimits(
            max_file_mb=self.max_file_mb,
            max_unpacked_mb=self.max_unpacked_mb,
            max_pages=self.max_pages,
            seconds=self.max_seconds,
            memory_mb=self.max_memory_mb,
        )
