"""The one way a text reaches the screen: translated as a whole sentence, and only then filled.

A translator sees `Sign in at {provider}` and may put the name where his language wants it. A text that already
stands in a provider's file has a context of its own.
"""

from PySide6.QtCore import QCoreApplication

_CONTEXT = "Ledgerpass"
_PROVIDERS = "providers"


def say(text: str, /, **values: str) -> str:
    """Translate a sentence and fill its `{name}` places. What is filled in is never read as a template itself."""
    translated = QCoreApplication.translate(_CONTEXT, text)
    return translated.format_map(values) if values else translated


def say_count(one: str, many: str, number: int, /, **values: str) -> str:
    """Translate a sentence about a number; `{n}` stands for it.

    Languages with more forms than two have them under `many`.
    """
    translated = QCoreApplication.translate(_CONTEXT, one if number == 1 else many, "", number)
    return translated.format_map({"n": str(number), **values})


def say_from_file(text: str, /) -> str:
    """Translate a text of a provider's file."""
    return QCoreApplication.translate(_PROVIDERS, text) if text else ""
