"""What houses send: judged, kept once for ever, applied, answered.

Read wire, door, request, receiving, grouping, envelopes; then what each request goes through:
judge, taken, known, applying, bulk, effects, used, ledger, aside, answers. Beside it later and
spool, stick, landing, confirming, catching_up.
"""
