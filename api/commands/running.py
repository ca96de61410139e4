"""``serve``, ``worker``, ``db``, ``region``: run an installation."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from api.commands.shared import opened_store
from api.language import say
from api.terminal import put_line, tell


def add_to(app: typer.Typer) -> None:
    app.command(help=say("Jalankan layanan dan halaman tinjauannya di komputer ini.", "Run the service."))(serve)
    app.command(help=say("Baca dokumen yang menunggu, sampai dihentikan.", "Read waiting documents."))(worker)
    app.command(help=say("Seluruh cerita pada laporan contoh, sekali jalan.", "The whole story on sample reports."))(
        demo
    )
    database = typer.Typer(help=say("Basis data.", "The database."), no_args_is_help=True)
    database.command(help=say("Perbarui skema dan katalog ke versi ini.", "Bring schema and catalogue up to date."))(
        upgrade
    )
    app.add_typer(database, name="db")
    regions = typer.Typer(help=say("Daerah.", "Governments."), no_args_is_help=True)
    regions.command(name="add", help=say("Tambah daerah yang belum ada di daftar resmi.", "Add a government."))(
        add_region
    )
    app.add_typer(regions, name="region")


def serve(
    host: Annotated[str | None, typer.Option(help=say("Alamat; hanya komputer ini", "Address"))] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help=say("Porta", "Port"))] = None,
    worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help=say("Juga baca dokumen yang diunggah", "Read uploads as well"))
    ] = True,
) -> None:
    import uvicorn

    from api.settings import load_settings
    from api.web import create_app
    from api.web.security import refuse_open_address
    from store.ingest import working
    from store.jobs import lasting_executor

    settings = load_settings(host=host, port=port)
    refuse_open_address(settings.host)
    app = create_app(settings)
    tell(say(f"Buka http://{settings.host}:{settings.port}", f"Open http://{settings.host}:{settings.port}"))
    store = app.state.service.store
    with working(store, executor=lasting_executor()) if worker else nullcontext():
        uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", server_header=False)


def worker(
    number: Annotated[int, typer.Option(min=1, help=say("Nomor worker di komputer ini", "Number of this worker"))] = 1,
) -> None:
    import signal
    from threading import Event

    from store.ingest import working
    from store.jobs import lasting_executor

    end = Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: end.set())
    with opened_store() as (store, _), working(store, executor=lasting_executor(number)):
        tell(say("Worker berjalan; hentikan dengan Ctrl+C.", "The worker runs; stop it with Ctrl+C."))
        end.wait()


def demo(
    folder: Annotated[Path, typer.Option(help=say("Map hasil", "Folder for what is made"))] = Path("demo-output"),
) -> None:
    from api.demo import run_demo

    run_demo(folder)


def upgrade() -> None:
    with opened_store() as (store, _):  # opening a store brings it up to date
        put_line(say(f"Basis data terbaru: {_plain(store.database_url)}", f"Up to date: {_plain(store.database_url)}"))


def _plain(database_url: str) -> str:
    """Without the password."""
    from sqlalchemy import make_url

    return make_url(database_url).render_as_string(hide_password=True)


def add_region(
    code: Annotated[str, typer.Argument(help=say("Kode, misalnya 99.01", "Code, as in 99.01"))],
    name: Annotated[str, typer.Argument(help=say("Nama, misalnya Kota Contoh", "Name, as in Kota Contoh"))],
) -> None:
    import store as rooms

    with opened_store() as (store, _):
        region = rooms.add_region(store, code, name)
    put_line(f"{region.code} {region.name}")
