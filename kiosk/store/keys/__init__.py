"""Who can open what is sealed.

Read vault, carried, keyslots, recovery, patience, founding, counselors, card_key.
"""
