"""What houses send: judged, kept once for ever, applied, answered.

Read wire, door, envelopes, bulk, judge, ledger, stick, landing, confirming, catching_up.
"""
