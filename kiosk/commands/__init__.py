"""The house's own commands; what is heavy is imported inside them.

Read options, run (serve, demo), house (the group), then one module a command.
"""
