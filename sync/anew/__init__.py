"""What is sent or minted once more, and still counts once.

Read again (an envelope inside another one), resending (what headquarters takes no longer as it was
minted), mending (what the card has damaged), retelling (what headquarters had and lost).
"""
