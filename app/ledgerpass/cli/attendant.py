"""Stands by one attempt in the terminal: says what happens, takes what is pasted, asks which company.

The attempt is the window's own (`wizard.attempt`); only what the window's pages do is done here. Whatever is asked is
asked in tasks beside the attempt, so that the redirect and a pasted answer can arrive in either order.
"""

import asyncio
from collections.abc import Mapping

from ledgerpass.cli.companies import choose_company, require_company
from ledgerpass.cli.console import Console
from ledgerpass.cli.recognising import recognised
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.cli.wording import duration
from ledgerpass.connections.connection import Company, Connection
from ledgerpass.errors import (
    AnswerRefused,
    ClockWrong,
    KeychainError,
    LedgerpassError,
    NetworkError,
    NothingCameBack,
    PasteNotUnderstood,
)
from ledgerpass.secret import Secret
from ledgerpass.wizard.attempt import Attempt, Means
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.events import (
    AnswerArrived,
    AnswerHindered,
    BrowserMissing,
    CheckStarted,
    CompaniesFound,
    Connected,
    Event,
    LookFound,
    SignInListening,
)


class Attendant:
    """Has one connection made. `company` and `opens_browser` are what the arguments say."""

    def __init__(  # noqa: PLR0913 - what there is to connect, with what, and who is spoken to
        self,
        draft: Draft,
        codes: Mapping[str, Secret],
        means: Means,
        *,
        company: str | None,
        opens_browser: bool,
        source: StandardInput,
        console: Console,
    ) -> None:
        """Connect `draft` with `codes`, by `means`."""
        self._draft, self._codes, self._means = draft, codes, means
        self._company, self._opens_browser = company, opens_browser
        self._source, self._console = source, console
        self._provider = draft.provider.name
        self._tasks = asyncio.TaskGroup()
        self._attempt = self._new_attempt(looks_first=True)
        self._listening: asyncio.Task[None] | None = None
        self._findings: tuple[LedgerpassError, ...] = ()
        self._is_proving = False
        self._connection: Connection | None = None

    async def connect(self) -> Connection:
        """Give the connection, made and kept.

        Raises:
            LedgerpassError: what went wrong.
            WrongArguments: it can't be known which company is wanted.
        """
        try:
            async with self._tasks:
                self._tasks.create_task(self._carry_out())
        except ExceptionGroup as group:
            raise group.exceptions[0] from None
        assert self._connection is not None  # noqa: S101 - an attempt that ends without it raises
        return self._connection

    def _new_attempt(self, *, looks_first: bool) -> Attempt:
        return Attempt(self._draft, self._codes, self._means, self._take, looks_first=looks_first)

    async def _carry_out(self) -> None:
        step = self._attempt.run
        while self._connection is None:
            try:
                await step()
            except (NetworkError, KeychainError) as error:
                if not self._attempt.can_finish:
                    raise
                await self._pause("Nothing is lost. Press Enter to try again, or Ctrl+C to stop: ", error)
                self._is_proving = False
                step = self._attempt.finish
            else:
                if self._findings:
                    await self._weigh(self._findings)
                    self._attempt = self._new_attempt(looks_first=False)
                    step = self._attempt.run

    async def _weigh(self, findings: tuple[LedgerpassError, ...]) -> None:
        """Go on where nothing is certain to fail, or where somebody says so who sits there."""
        for finding in findings:
            self._console.explain(finding, self._provider)
        self._findings = ()
        failing = [each for each in findings if not (isinstance(each, ClockWrong) and not each.refused)]
        if failing:
            await self._pause("Press Enter to go on all the same, or Ctrl+C to stop: ", failing[0])

    async def _pause(self, prompt: str, error: LedgerpassError) -> None:
        """Wait for whoever sits there; without anybody, `error` is the end."""
        if not self._source.is_terminal:
            raise error
        self._console.explain(error, self._provider)
        if await self._source.ask(prompt, hidden=True) is None:
            raise error

    def _take(self, event: Event) -> None:
        """Take what the attempt reports. What is raised here ends the attempt before anything is kept."""
        match event:
            case LookFound(findings=findings):
                self._findings = findings
            case SignInListening(address=address):
                self._say_where(address)
                self._listening = self._tasks.create_task(self._take_answers())
            case BrowserMissing() if self._opens_browser:
                self._console.say("No browser could be opened here; open the address yourself, on any computer.")
            case AnswerHindered():
                self._console.say(
                    "The browser can't open the last page by itself: "
                    "copy that page's whole address out of the browser, paste it here, and press Enter."
                )
            case AnswerArrived():
                self._stop_listening()
                self._console.say("The answer is here; finishing.")
            case CompaniesFound(companies=companies):
                self._tasks.create_task(self._choose(companies))
            case CheckStarted(company=company):
                self._check(company)
            case Connected(connection=connection):
                self._connection = connection
            case _:
                pass

    def _say_where(self, address: str) -> None:
        self._console.say(f"Open this address in a browser, and sign in at {self._provider}:\n\n{address}\n")
        self._console.say(f"Waiting for up to {duration(self._means.patience)}.")
        if not self._source.is_terminal:
            return
        if self._draft.delivery == "out_of_band":
            self._console.say("Paste the code that the page shows here, and press Enter. It is not shown.")
        else:
            self._console.say(
                "If the browser is on another computer, it ends on a page that can't be opened: "
                "paste the whole address of that page here, and press Enter. It is not shown."
            )

    async def _take_answers(self) -> None:
        """Take what is pasted, until one holds the answer; what doesn't is said, and ends nothing."""
        trouble: LedgerpassError = NothingCameBack(provider=self._provider, seconds=self._means.patience)
        while (text := await self._source.pasted()) is not None:
            if not text.strip():
                continue
            try:
                what = self._attempt.paste(text)
            except (PasteNotUnderstood, AnswerRefused) as error:
                self._console.explain(error, self._provider)
                trouble = error
            else:
                self._console.say(recognised(what))
                return
        if self._draft.delivery == "out_of_band":
            raise trouble  # nothing comes back by itself, and nobody is there to paste it

    def _stop_listening(self) -> None:
        if self._listening:
            self._listening.cancel()

    async def _choose(self, companies: tuple[Company, ...]) -> None:
        self._attempt.choose(await choose_company(companies, self._company, self._source, self._console))

    def _check(self, company: Company | None) -> None:
        if not self._is_proving:
            self._is_proving = True
            self._console.say(f"Checking the connection with a real call to {self._provider}.")
        else:
            require_company(company, self._company)
