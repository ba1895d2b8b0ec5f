"""The language of a child's screen: that of the child, else that of the house."""

from flask import current_app, has_request_context, session


def choose() -> str:
    """Tell the locale to show."""
    config = current_app.config["HOUSE_CONFIG"]
    chosen = session.get("language") if has_request_context() else None
    return str(chosen or config.language)
