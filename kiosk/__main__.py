"""Runs the `aiyou` command as `python -m kiosk`."""

from kiosk.cli import main

main()
