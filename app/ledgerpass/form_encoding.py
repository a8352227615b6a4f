"""Reads `application/x-www-form-urlencoded` text: a query, a fragment, a form, an OAuth 1.0a answer.

The standard library's reader takes a parameter that is there twice and leaves it to the caller to notice. Two readers
of one address may then see two different codes, so that here a repeated parameter is an error (RFC 6749 section 3.1).
"""

from urllib.parse import parse_qsl

MOST_PARAMETERS = 100
"""More than any provider sends; a longer text is no answer but an attempt to keep the program busy."""


def read_form(text: str) -> dict[str, str]:
    """Give the parameters by name, those without a value as empty text.

    Raises:
        ValueError: a parameter is there more than once, or there are too many of them.
    """
    encodable = text.encode("utf-8", "replace").decode()
    pairs = parse_qsl(encodable, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    parameters = dict(pairs)
    if len(parameters) != len(pairs):
        message = "a parameter is repeated"
        raise ValueError(message)
    return parameters
