"""The commands of the wire: `aiyou sync`, composed."""

import click

from sync.commands import meeting, sending, telling


@click.group()
def sync() -> None:
    """Bring what the house has to tell to headquarters."""


for command in (
    sending.send,
    telling.status,
    sending.usb,
    sending.qr,
    meeting.enrol,
    meeting.rotate_key,
):
    sync.add_command(command)
