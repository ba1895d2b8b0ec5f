"""The house's own commands; what is heavy is imported inside them.

Read lazy, options, run (serve, demo), house (the group), then one module a command; two_halves for
those that take a recovery key.
"""
