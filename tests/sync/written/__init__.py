"""The vectors of the wire, by what they are of; tests.sync.write_vectors writes them.

Read cast, envelopes, answers, summaries, letters, requests.
"""
