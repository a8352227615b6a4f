"""A sign-in under way, whatever the protocol: shown, answered, redeemed.

The three steps are apart because each can go wrong in its own way: a browser that doesn't open ends nothing, an
answer can be pasted, and an exchange that failed for want of a network can be tried again without a new sign-in.
"""

from enum import Enum
from typing import Protocol

from ledgerpass.connections.credential import Credential
from ledgerpass.flows.user_agent import Notice, ignore


class Recognised(Enum):
    """What was found in a pasted text."""

    CODE = "code"
    CODE_PARAMETER = "code_parameter"
    ADDRESS = "address"
    VERIFIER = "verifier"


class SignIn(Protocol):
    """One attempt at one provider. Nothing of it is shared with another attempt."""

    @property
    def address(self) -> str:
        """The address to show to the user."""

    async def show(self) -> None:
        """Show it; again when asked again.

        Raises:
            NoBrowser: nothing could be started.
        """

    async def answer(self, seconds: float, notice: Notice = ignore) -> None:
        """Wait for the answer, by redirect or pasted, for at most `seconds`; `notice` hears what stands in its way.

        Raises:
            NothingCameBack: the time is over.
            SignInError: the provider refuses.
        """

    def paste(self, text: str) -> Recognised:
        """Take what the user pasted, where it holds the answer.

        Raises:
            PasteNotUnderstood: it holds none; the wait goes on.
            AnswerRefused: it holds the answer to another sign-in; the wait goes on.
        """

    async def redeem(self) -> Credential:
        """Exchange the answer for a credential. May be tried again after a `NetworkError`.

        Raises:
            TokenError: the provider refuses.
            NetworkError: it was not reached.
        """
