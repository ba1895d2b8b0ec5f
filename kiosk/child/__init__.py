"""The child's pages: from the sleeping screen to goodbye.

Read views in the order of a visit, then visitor, prompts, language, scenery, art, voice.
"""
