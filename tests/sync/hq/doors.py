"""Every door of headquarters and to whom it opens: a new page gets its line here.

A line is `door(METHOD, RULE, WHO, ...)`. WHO is a tuple of six statuses, in the order of ROLES:
the ones below are those there are. In paths, {mine} is the house of the supervisor's own county and
{foreign} one of another county; `status` is what those get who may, and `form` is what is posted.
A door whose form changes something names one that is refused with 400 where it can, so that it
may be tried by one role after the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.sync.hq.cast import PASSWORD

# Who tries: the supervisor is of the county that {mine} lies in, the other one is not.
ROLES = ("administrator", "supervisor", "other", "expert", "reader", "nobody")

# What each gets; 0 stands for the door's own status, 302 leads nobody to sign in.
ANYBODY = (0, 0, 0, 0, 0, 0)
SIGNED_IN = (0, 0, 0, 0, 0, 302)
OF_A_HOUSE = (0, 0, 404, 0, 0, 302)
OF_ANOTHER_HOUSE = (0, 404, 0, 0, 0, 302)
ADMINISTRATORS = (0, 403, 403, 403, 403, 302)
EXPERTS = (403, 403, 403, 0, 403, 302)


# What is behind these leaves nobody signed in, or not for long.
ENDS = ("/sign-out",)


@dataclass(frozen=True, slots=True)
class Door:
    """One way in, and what each role gets there."""

    method: str
    rule: str
    who: tuple[int, ...]
    path: str
    status: int = 200
    form: Mapping[str, str] = field(default_factory=dict)

    def expected(self, role: str) -> int:
        return self.who[ROLES.index(role)] or self.status

    def is_closed_to(self, role: str) -> bool:
        return self.who[ROLES.index(role)] != 0

    @property
    def ends_the_session(self) -> bool:
        return self.path in ENDS


def door(
    method: str,
    rule: str,
    who: tuple[int, ...],
    path: str | None = None,
    status: int = 200,
    **form: str,
) -> Door:
    return Door(method, rule, who, path or rule, status, form)


DOORS = (
    door("GET", "/", SIGNED_IN),
    door("GET", "/", SIGNED_IN, "/?place=yuexi"),
    door("GET", "/houses/<house>", OF_A_HOUSE, "/houses/{mine}"),
    door("GET", "/houses/<house>", OF_ANOTHER_HOUSE, "/houses/{foreign}"),
    door("GET", "/houses/<house>", OF_A_HOUSE, "/houses/{mine}?period=2026-Q4"),
    door("GET", "/houses/<house>", SIGNED_IN, "/houses/nowhere", 404),
    door("GET", "/places/", SIGNED_IN),
    door("GET", "/places/<code>", (0, 404, 404, 0, 0, 302), "/places/sichuan"),
    door("GET", "/places/<code>", OF_A_HOUSE, "/places/{mine}", 302),
    door("GET", "/places/<code>", OF_ANOTHER_HOUSE, "/places/{foreign}", 302),
    door("GET", "/places/<code>", SIGNED_IN, "/places/nowhere", 404),
    door("GET", "/houses/add", ADMINISTRATORS),
    door("POST", "/houses/add", ADMINISTRATORS, None, 400, name="", county="yudu"),
    door("GET", "/houses/<house>/code", ADMINISTRATORS, "/houses/{mine}/code", 302),
    door("POST", "/houses/<house>/code", ADMINISTRATORS, "/houses/{mine}/code"),
    door("POST", "/houses/<house>/code", ADMINISTRATORS, "/houses/nowhere/code", 404),
    door("GET", "/register/import", ADMINISTRATORS),
    door("POST", "/register/import", ADMINISTRATORS, None, 400, table="name"),
    door("GET", "/register/codes", ADMINISTRATORS),
    door("POST", "/register/codes", ADMINISTRATORS, None, 302, county="nowhere"),
    door("GET", "/e", ANYBODY),
    door("GET", "/c", ANYBODY),
    door("GET", "/healthz", ANYBODY),
    door("GET", "/too-large", ANYBODY, status=413),
    door("GET", "/metrics", ANYBODY),
    door("GET", "/static/<path:filename>", ANYBODY, "/static/hq.css"),
    door("POST", "/v1/enrol", ANYBODY, None, 415),
    door("POST", "/v1/envelopes", ANYBODY, None, 415),
    door("GET", "/sign-in", (302, 302, 302, 302, 302, 0)),
    door("POST", "/sign-in", ANYBODY, None, 401, name="nobody", password="a guess"),
    door("POST", "/sign-out", ANYBODY, None, 302),
    door("GET", "/sign-in/digits", ANYBODY, None, 302),
    door("POST", "/sign-in/digits", ANYBODY, None, 302, digits="000000"),
    door("GET", "/second-factor", SIGNED_IN),
    door("POST", "/second-factor", SIGNED_IN, None, 400, digits="000000"),
    door("POST", "/second-factor/away", SIGNED_IN, None, 302),
    door("GET", "/accounts", ADMINISTRATORS),
    door("POST", "/accounts", ADMINISTRATORS, None, 400, name="x"),
    door(
        "POST",
        "/accounts/<name>/second-factor",
        ADMINISTRATORS,
        "/accounts/x/second-factor",
        404,
    ),
    door("GET", "/audit", ADMINISTRATORS),
    door("GET", "/accounts/<name>", ADMINISTRATORS, "/accounts/lin"),
    door("POST", "/accounts/<name>", ADMINISTRATORS, "/accounts/lin", 400, role="reader"),
    door("POST", "/accounts/<name>/password", ADMINISTRATORS, "/accounts/x/password", 404),
    door("POST", "/accounts/<name>/remove", ADMINISTRATORS, "/accounts/lin/remove", 400),
    door("GET", "/account", SIGNED_IN),
    door("POST", "/account/password", SIGNED_IN, None, 400, old=PASSWORD, new="short"),
    door("POST", "/account/recovery-codes", SIGNED_IN, None, 400),
    door("POST", "/account/sign-out-elsewhere", SIGNED_IN, None, 302),
    door("GET", "/houses/<house>/change", ADMINISTRATORS, "/houses/{mine}/change"),
    door("POST", "/houses/<house>/change", ADMINISTRATORS, "/houses/{mine}/change", 400, name=""),
    door("POST", "/houses/<house>/retire", ADMINISTRATORS, "/houses/{mine}/retire", 400, day="x"),
    door("POST", "/houses/<house>/bring-back", ADMINISTRATORS, "/houses/{mine}/bring-back", 302),
    door("GET", "/houses/<house>/replace", ADMINISTRATORS, "/houses/{mine}/replace"),
    door("GET", "/messages", SIGNED_IN),
    door("GET", "/messages/write", ADMINISTRATORS),
    door("POST", "/messages/write", ADMINISTRATORS, None, 400, kind="announce", title=""),
    door(
        "POST",
        "/messages/<int:message>/withdraw",
        ADMINISTRATORS,
        "/messages/99999999999999999999/withdraw",
        404,
    ),
    door("GET", "/messages/settings", ADMINISTRATORS),
    door("POST", "/messages/settings", ADMINISTRATORS, None, 400, to=""),
    door("GET", "/standards", SIGNED_IN),
    door("POST", "/standards", ADMINISTRATORS, None, 400, month="2026-10"),
    door("GET", "/reports", SIGNED_IN),
    door("GET", "/reports", OF_ANOTHER_HOUSE, "/reports?place=litang&period=2026-10"),
    door("GET", "/reports", (0, 404, 404, 0, 0, 302), "/reports?place=jiangxi&period=2026"),
    door("GET", "/reports", SIGNED_IN, "/reports?period=2099", 404),
    door("GET", "/reports", SIGNED_IN, "/reports?place=nowhere", 404),
    door(
        "GET",
        "/reports/<any(pdf, xlsx, csv):kind>",
        OF_A_HOUSE,
        "/reports/csv?place=yudu&period=2026-10",
    ),
    door(
        "GET",
        "/reports/<any(pdf, xlsx, csv):kind>",
        OF_ANOTHER_HOUSE,
        "/reports/xlsx?place=litang&period=2026",
    ),
    door("GET", "/questions", EXPERTS),
    door("GET", "/questions/<tag>", EXPERTS, "/questions/{tag}"),
    door("GET", "/questions/<tag>", EXPERTS, "/questions/nothing", 404),
    door("POST", "/questions/<tag>", EXPERTS, "/questions/{tag}", 400, text=""),
)
