"""What is said of connections that go: what becomes of the permission at the provider, and when."""

from ledgerpass.ui.connection_list.rows import provider_name
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.translation import say, say_count
from ledgerpass.upkeep.farewells import UNDO_FOR, Ending, Farewell, Parting
from ledgerpass.upkeep.keeper import Row


def removal_words(row: Row, farewell: Farewell) -> str:
    """Say what has just been removed, and what happens next."""
    name, provider = short_name(row.connection.name), provider_name(row)
    if farewell.revokes:
        return say("{name} is removed. {provider} ends the permission after 24 hours.", name=name, provider=provider)
    return say("{name} is removed. It is kept for 24 hours.", name=name)


def removed_words(row: Row, farewell: Farewell, now: float) -> str:
    """Say until when something can be brought back, and what happens then; `now` in seconds since 1970-01-01 UTC."""
    until = times.coming((row.connection.removed_at or now) + UNDO_FOR, now)
    provider = provider_name(row)
    if farewell.revokes:
        return say(
            "You can bring it back until {until}. Then {provider} ends the permission at our request.",
            until=until,
            provider=provider,
        )
    return say(
        "You can bring it back until {until}. {provider} doesn't let us end the permission; you can do that there.",
        until=until,
        provider=provider,
    )


def end_question(row: Row, farewell: Farewell) -> str:
    """Ask once before something ends for good."""
    provider = provider_name(row)
    if not farewell.revokes:
        return say("Forget it now? It can't be brought back then. At {provider} nothing changes.", provider=provider)
    question = say("{provider} ends the permission at once. It can't be brought back then.", provider=provider)
    if not farewell.beside:
        return question
    beside = say_count(
        "{name} was made in the same way; {provider} may end it too.",
        "{name} and others ({n} in all) were made in the same way; {provider} may end them too.",
        len(farewell.beside),
        name=short_name(farewell.beside[0]),
        provider=provider,
    )
    return f"{question} {beside}"


def parting_words(parting: Parting | None, name: str, provider: str) -> str:
    """Say how a connection went that the user wanted gone at once; without a `parting` its provider was not reached."""
    if parting is None:
        return say("We can't reach {provider} now, and will ask again.", provider=provider)
    match parting.ending:
        case Ending.REVOKED:
            return say("The permission of {name} has ended at {provider}.", name=name, provider=provider)
        case Ending.NOT_THERE:
            return say("{name} is gone. There was nothing left to end.", name=name)
        case _:
            return left_open_words(name, provider)


def left_open_words(name: str, provider: str) -> str:
    """Say that a permission may still stand at its provider."""
    return say("{name} is gone here. {provider} may still list its permission.", name=name, provider=provider)
