"""The child's pages: from the sleeping screen to goodbye.

Read views for every address; arriving, knocking, tags, answering, staying, talking, leaving in the
order of a visit, night and troubles; then pages, visitor, prompts, language, scenery, and media
with art, voice, stylesheet; make_spelled writes how what is said aloud is spelled.
"""
