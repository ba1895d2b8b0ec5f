"""Meeting headquarters, and signing by a new key."""

from pathlib import Path

import click

from sync.carrying.road_options import road_options
from sync.commands.options import house_option, json_option, now, opened, show


@click.command()
@click.argument("url")
@click.argument("code", required=False)
@house_option
@click.option("--plain-http", is_flag=True, help="Take http:// to another machine.")
@click.option("--again", is_flag=True, help="Take new keys: the card was replaced, or stolen.")
@road_options
@json_option
def enrol(
    *,
    url: str,
    code: str | None,
    data: Path,
    plain_http: bool,
    again: bool,
    authority: Path | None,
    proxy: str | None,
    as_json: bool,
) -> None:
    """Make this house known to headquarters at URL, with the one-time CODE it gave.

    URL may be the link of its QR code, which brings the code as well.

    With --again a house that is known takes new keys: what the old ones sign is refused from then
    on, and what still waits goes under the new ones.

    Example: aiyou sync enrol https://hq.example.org 7KQ4-M2XD-9TRA
    """
    from sync import enrolment, inbox, invitation
    from sync.anew import resending
    from sync.carrying.road import Road

    address, given = invitation.read(url)
    if not (code := code or given):
        raise click.UsageError("The one-time code is missing.")

    road = Road(authority, proxy)
    with opened(data) as db:
        if again:
            enrolment.need(db)
            enrolled = enrolment.enrol(address, code, plain=plain_http, road=road)
            resending.enrol_again(db, enrolled)
        else:
            enrolment.refuse_second(db)
            enrolled = enrolment.enrol(address, code, plain=plain_http, road=road)
            enrolment.save(db, enrolled)
        # It goes with what is sent first, also where no house is served that would ask by itself.
        inbox.ask(db, enrolled.enrolled_at)
    show(
        {"house": enrolled.house, "name": enrolled.name, "hq_url": enrolled.hq_url},
        f"Enrolled as {enrolled.house} ({enrolled.name}) at {enrolled.hq_url}.",
        as_json=as_json,
    )


@click.command("rotate-key")
@house_option
@json_option
def rotate_key(*, data: Path, as_json: bool) -> None:
    """Sign by a new key from now on: somebody may know the present one.

    Headquarters hears of it with what is sent next; nothing else changes. Who stole the card
    itself has the new key too: then headquarters gives a new code, for aiyou sync enrol --again.

    Example: aiyou sync rotate-key --data /var/lib/aiyou
    """
    from sync.keys import own_keys

    with opened(data) as db:
        verify_key = own_keys.rotate(db, now())
    told = f"The house signs by a new key: {verify_key.hex()}."
    show({"verify_key": verify_key.hex()}, told, as_json=as_json)
