"""The floor: bare Flask on waitress, a bare template, one durable SQLite commit a POST."""

import sqlite3
import sys
import threading

from flask import Flask, render_template_string, request
from waitress import serve


def create_floor(path: str) -> Flask:
    """Wire a page that says hello, one that greets, and one that keeps what it was told."""
    app = Flask(__name__)
    lock = threading.Lock()
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, child TEXT)")

    @app.get("/healthz")
    def hello() -> str:
        return "hello"

    @app.get("/greet/<child>")
    def greet(child: str) -> str:
        return render_template_string("<!doctype html><title>{{ child }}</title>", child=child)

    @app.post("/keep/<child>")
    def keep(child: str) -> str:
        with lock:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO kept (child) VALUES (?)", [request.form["csrf_token"]])
            connection.execute("COMMIT")
        return child

    return app


if __name__ == "__main__":
    serve(create_floor(sys.argv[1]), host="127.0.0.1", port=int(sys.argv[2]), threads=4)
