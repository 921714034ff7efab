"""A sign-in link for a practice manager, tried before it is handed out."""

import urllib.error
import urllib.request
from datetime import UTC, datetime
from http.client import HTTPException

import click

from publisher.commands.prepared import prepared_settings
from publisher.commands.terminal import tell
from publisher.errors import SettingsError
from publisher.settings import Settings
from publisher.web.door.secret import FILE
from publisher.web.door.sign_in import make_link

PATIENCE_SECONDS = 5
GOOD = frozenset({200, 302})
"""It asks to press the button; or it lets this machine in anyway."""
REFUSED = 401


class _Straight(urllib.request.HTTPRedirectHandler):
    """Where a redirect leads is not asked: that it comes is the answer."""

    def redirect_request(self, *_: object) -> None:
        """None, so that the redirect itself is what was answered."""


@click.command("invite")
def invite() -> None:
    """Print a link that signs a practice manager in.

    It works for 24 hours, as often as it is opened, and signs a browser in for 30 days. Whoever
    opens it can choose what the screens of every practice show, so send it to one person only.

    Run it as the account of `publisher serve` and with its PUBLISHER_HOME. The link is tried
    first: one that the publisher refuses is not printed.
    """
    settings = prepared_settings()
    link = make_link(settings, datetime.now(UTC))
    answer = _answer_to(link)
    if answer == REFUSED:
        raise _dead(settings)
    if answer not in GOOD:
        said = f"answered {answer}" if isinstance(answer, int) else f"did not answer ({answer})"
        tell(f"publisher: this link was tried, and {settings.address} {said}. Open it before you send it.", err=True)
    click.echo(link)


def _answer_to(link: str) -> int | str:
    """The status with which the publisher answers to a link, or why there is none. It signs nobody in."""
    opener = urllib.request.build_opener(_Straight)
    try:
        with opener.open(link, timeout=PATIENCE_SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return "401, it asks for a password of its own" if "WWW-Authenticate" in error.headers else error.code
    except (OSError, HTTPException) as error:
        return str(getattr(error, "reason", error)) or type(error).__name__


def _dead(settings: Settings) -> SettingsError:
    return SettingsError(
        f"{settings.address} refuses a link that was made with {settings.home / FILE}: the web process that answers "
        "there has another secret. Run this as its account and with its PUBLISHER_HOME. If you do, the secret is "
        "newer than the process: start `publisher serve` again."
    )
