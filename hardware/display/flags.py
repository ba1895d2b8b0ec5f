"""How Chromium is started: one page, nothing around it, and silent towards the world."""

from pathlib import Path

from hardware.display.settings import Screen

# Kept in memory: pages come from this machine, so a small one is enough.
_CACHE_BYTES = 16 * 1024 * 1024

_ONE_PAGE = (
    "--kiosk",
    "--ozone-platform=wayland",
    "--touch-events=enabled",
    # A finger moves nothing but the page: it neither enlarges it nor leafs back.
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-features=Translate,TouchpadOverscrollHistoryNavigation,GlobalMediaControls",
    # A prompt is heard before anybody has touched anything.
    "--autoplay-policy=no-user-gesture-required",
)
_NO_QUESTIONS = (
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-session-crashed-bubble",
    "--hide-crash-restore-bubble",
    "--disable-infobars",
    "--disable-prompt-on-repost",
    "--password-store=basic",
)
_NO_WORLD = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-quic",
    "--disable-breakpad",
    "--no-pings",
    "--no-proxy-server",
)


def command(screen: Screen, profile: Path) -> list[str]:
    """Tell the command that shows the house's page, with a profile that is new each time.

    It is told what to do through a pipe that nobody else has, and ends when that closes.
    """
    return [
        *screen.browser,
        *_ONE_PAGE,
        *_NO_QUESTIONS,
        *_NO_WORLD,
        f"--lang={screen.language}",
        f"--disk-cache-size={_CACHE_BYTES}",
        f"--user-data-dir={profile}",
        "--log-level=3",
        "--remote-debugging-pipe",
        screen.home,
    ]
