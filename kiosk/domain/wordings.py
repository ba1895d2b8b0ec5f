"""Wordings: what a speaker of a language may let a sentence of ours say."""

import re
from dataclasses import dataclass

# As gettext's catalogs write a place that is filled in: %(name)s or %(num)d; %% is a percent sign.
_PLACE = re.compile(r"%\(\w+\)[a-z]|%%")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a catalog beside its wordings; an empty one is not there.

    source: in English, the catalog's key. draft: what nobody has approved. printed: approved in
    the catalog itself. approved: approved in this house.
    """

    catalog: str
    source: str
    mandarin: str
    draft: str = ""
    printed: str = ""
    approved: str = ""

    @property
    def shown(self) -> str:
        """Tell what children see; empty where they see Mandarin."""
        return self.approved or self.printed


def places(text: str) -> set[str]:
    """Tell the places of a text that are filled in when it is shown."""
    return {found for found in _PLACE.findall(text) if found != "%%"}


def keeps_places(source: str, wording: str) -> bool:
    """Tell whether a wording can be filled in as its source is.

    It has the same places, in any order and as often as it likes, and no percent sign that would
    be taken for another one. A source without any is never filled in, so a percent sign may stand.
    """
    wanted = places(source)
    if not wanted:
        return not places(wording)
    return places(wording) == wanted and "%" not in _PLACE.sub("", wording)
