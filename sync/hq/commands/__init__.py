"""The commands of `aiyou hq`, as sync.hq.cli composes them.

Read options, beginning, receiving, verifying, reporting, houses, accounts, keys, directing,
safekeeping, simulating.
"""
