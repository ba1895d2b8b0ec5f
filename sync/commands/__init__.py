"""The commands of `aiyou sync`, as sync.cli composes them.

Read options, meeting, sending, telling.
"""
