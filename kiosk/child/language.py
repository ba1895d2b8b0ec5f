"""The language of a child's screen: that of the child, else that of the house.

What is really shown may be Mandarin all the same, where no speaker has approved a sentence yet.
"""

from flask import current_app, has_request_context, request, session

from games.languages import LANGUAGES, tag_of


def choose() -> str:
    """Tell the locale to show; who is forgotten already says goodbye in the language it came in."""
    config = current_app.config["HOUSE_CONFIG"]
    if not has_request_context():
        return str(config.language)
    leaving = request.args.get("language") if request.endpoint == "child.bye" else None
    chosen = leaving if leaving in LANGUAGES else session.get("language")
    return str(chosen or config.language)


def tag(text: object) -> str:
    """Tell how HTML names the language in which a text of this page really is."""
    return tag_of(str(text), choose())
