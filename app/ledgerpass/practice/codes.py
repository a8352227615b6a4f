"""The codes that are registered at the practice company, the same on every computer.

A code that ships with a program is no secret (RFC 8252 section 8.5), and these are not meant to be: they stand on the
practice company's own page, to be copied as a user would copy real ones. What they open is fiction, on this computer.
"""

PUBLIC_CLIENT_ID = "ledgerpass-practice"
"""A public client (RFC 6749 section 2.1): it has no secret, PKCE protects it."""

CLIENT_ID = "practice-client-2718"
CLIENT_SECRET = "practice-secret-NothingHereIsReal"
"""A confidential client, for the authorization code and for client credentials."""

CONSUMER_KEY = "practicebooks"
CONSUMER_SECRET = "practice-consumer-NothingHereIsReal"
"""An OAuth 1.0a consumer (RFC 5849 section 3.1), which may also come without its secret."""

CALLBACK_PATH = "/callback/practice"
"""The path of the registered redirect address; it is on a loopback host, its port is free (RFC 8252 section 7.3)."""

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect address that means: show the code instead."""
