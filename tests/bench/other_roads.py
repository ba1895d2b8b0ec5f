"""The same facts as others bring them: JSON posts, and requests of CouchDB's replication.

Each as somebody would write it with care: one connection is kept for all requests, bodies are
compact, and the server answers no more than its protocol asks for.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import requests
from flask import Flask, Response, request

TOKEN = "c2V2ZW4tZG9ua2V5cy1wYWludC1mb3VyLXZpb2xpbnM"
DATABASE = "house-yuexi-0007"
CHECKPOINT = "iIHHLnWzvCw8uLNRVVtDFA.."

Facts = dict[str, Any]


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def answered(value: object, status: int = 200) -> Response:
    return Response(compact(value), status, mimetype="application/json")


def rest_server() -> Flask:
    """Take each fact by a POST of its own."""
    app = Flask("rest")
    kept: list[Facts] = []

    @app.post("/api/v1/summaries")
    def keep() -> Response:
        kept.append(request.get_json())
        return answered({"id": len(kept)}, 201)

    return app


def bring_by_rest(session: requests.Session, url: str, facts: Sequence[Facts]) -> None:
    session.headers["Authorization"] = f"Bearer {TOKEN}"
    for one in facts:
        posted = session.post(f"{url}/api/v1/summaries", json=one, timeout=20)
        assert posted.status_code == 201


def couch_server() -> Flask:
    """Hold one database of documents, as far as a replication asks for it."""
    app = Flask("couch")
    documents: dict[str, Facts] = {}
    checkpoints: dict[str, Facts] = {}

    @app.get(f"/{DATABASE}/")
    def about() -> Response:
        count = len(documents)
        return answered({"db_name": DATABASE, "doc_count": count, "update_seq": count})

    @app.get(f"/{DATABASE}/_local/<name>")
    def checkpoint(name: str) -> Response:
        if name not in checkpoints:
            return answered({"error": "not_found", "reason": "missing"}, 404)
        return answered(checkpoints[name])

    @app.post(f"/{DATABASE}/_revs_diff")
    def missing() -> Response:
        asked = request.get_json()
        return answered({key: {"missing": revs} for key, revs in asked.items()})

    @app.post(f"/{DATABASE}/_bulk_docs")
    def keep() -> Response:
        documents.update((one["_id"], one) for one in request.get_json()["docs"])
        return answered([], 201)

    @app.put(f"/{DATABASE}/_local/<name>")
    def note(name: str) -> Response:
        checkpoints[name] = request.get_json()
        return answered({"ok": True, "id": f"_local/{name}", "rev": "0-1"}, 201)

    return app


def bring_by_replication(session: requests.Session, url: str, facts: Sequence[Facts]) -> None:
    """Push documents as CouchDB's replication protocol prescribes.

    "Verify Peers", "Find Common Ancestry", "Calculate Revision Difference", "Upload Batch of
    Changed Documents" and "Record Replication Checkpoint" of docs.couchdb.org/replication/protocol;
    only what goes to the target counts, and up to 100 documents make one batch, as in PouchDB.
    """
    session.headers["Authorization"] = f"Bearer {TOKEN}"
    documents = [document(one) for one in facts]
    revisions = {one["_id"]: [one["_rev"]] for one in documents}
    place = f"{url}/{DATABASE}"
    session.get(f"{place}/", timeout=20)
    session.get(f"{place}/_local/{CHECKPOINT}", timeout=20)
    session.post(f"{place}/_revs_diff", json=revisions, timeout=20)
    uploaded = session.post(
        f"{place}/_bulk_docs", json={"docs": documents, "new_edits": False}, timeout=20
    )
    noted = session.put(f"{place}/_local/{CHECKPOINT}", json=log(len(facts)), timeout=20)
    assert (uploaded.status_code, noted.status_code) == (201, 201)


def document(facts: Facts) -> Facts:
    """Make a document of its first revision."""
    revision = hashlib.md5(compact(facts)).hexdigest()
    name = f"{facts['house']}:{facts.get('date') or facts['month']}"
    history = {"start": 1, "ids": [revision]}
    return {"_id": name, "_rev": f"1-{revision}", "_revisions": history, **facts}


def log(count: int) -> Facts:
    """Write the log of a replication, with the one session that it has to hold."""
    session = "d5a34cbbdafa70e0db5cb57d02a6b955"
    return {
        "_id": f"_local/{CHECKPOINT}",
        "history": [{"last_seq": count, "session_id": session}],
        "replicator": "pouchdb",
        "session_id": session,
        "last_seq": count,
        "version": 1,
    }
