"""The floor: bare Flask on waitress, a bare template, one durable SQLite commit a POST."""

import sqlite3
import sys
import threading
from pathlib import Path

from flask import Flask, render_template, request
from jinja2 import DictLoader
from waitress import serve


def create_floor(path: str, page: str = "") -> Flask:
    """Wire a page that says hello, one of a bare template, and one that keeps what it was told."""
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"page.html": page})
    lock = threading.Lock()
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, child TEXT)")

    @app.get("/healthz")
    def hello() -> str:
        return "hello"

    @app.get("/page/<child>")
    def show(child: str) -> str:
        return render_template("page.html", child=child)

    @app.post("/keep/<child>")
    def keep(child: str) -> str:
        with lock:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO kept (child) VALUES (?)", [request.form["csrf_token"]])
            connection.execute("COMMIT")
        return child

    return app


if __name__ == "__main__":
    database, port, *page = sys.argv[1:]
    template = Path(page[0]).read_text() if page else ""
    serve(create_floor(database, template), host="127.0.0.1", port=int(port), threads=4)
