"""The sheet that brings a house its one-time code: to be printed for the village."""

from dataclasses import dataclass

import segno
from markupsafe import Markup

from sync import invitation
from sync.hq.register import codes
from sync.hq.register.houses import House


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a house, its code, and where headquarters is; without an address there is no picture."""

    house: House
    code: str
    address: str | None

    @property
    def days(self) -> int:
        """Tell for how many days a code holds."""
        return codes.VALID_DAYS

    @property
    def picture(self) -> Markup | None:
        """Draw address and code as one QR code, an SVG; None where no address is known."""
        if self.address is None:
            return None
        code = segno.make(invitation.link(self.address, self.code), error="m", micro=False)
        return Markup(code.svg_inline(border=2, omitsize=True))  # noqa: S704
