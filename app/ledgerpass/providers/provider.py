"""What the program knows of a provider: data, read from `resources/providers/*.toml`, one file each.

Nothing here is code for a particular provider: a new one is a new file. The words are the field's own (RFC 6749,
7636, 8252, 5849). Texts in a file are English and go through translation when they are shown. A template holds
`{name}` placeholders, filled from the provider's `inputs`, from the company that was chosen (`{company_id}`), from
what the user gave (`{token}`), and, for the practice company alone, from where it runs (`{practice}`).
"""

from typing import Literal

import msgspec

Delivery = Literal["loopback", "out_of_band"]
"""How the answer comes back: by a loopback redirect (RFC 8252 section 7.3), or shown to the user to be pasted."""


Embedded = Literal["allowed", "never", "preferred", "only"]
"""What a provider makes of a browser inside another program; see `Redirects`."""


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table of a provider's file; an unknown key in it is an error."""


def _bearer() -> dict[str, str]:
    return {"Authorization": "Bearer {token}"}  # RFC 6750 section 2.1


class Mark(_Data, frozen=True, kw_only=True):
    """The drawn mark of a provider: one or two letters on a coloured ground (`#rrggbb`). Never a trademark's logo."""

    letters: str
    colour: str


class Input(_Data, frozen=True, kw_only=True):
    """Something about the user's account that the file can't know, such as the host's first label. Not a secret.

    `suffix` is stripped from what is pasted (`https://jansen.freshbooks.com/x` becomes `jansen`); the rest must match
    `pattern` whole.
    """

    key: str
    label: str
    help: str = ""
    example: str = ""
    pattern: str = "[a-z0-9][a-z0-9-]*"
    suffix: str = ""


class Field(_Data, frozen=True, kw_only=True):
    """One of the codes that the user gets from the provider and gives to us. Kept in the keychain, all of them."""

    key: str
    label: str
    help: str = ""
    secret: bool = True
    required: bool = True
    looks_like: str = ""
    """A pattern that a right value matches; used to say kindly that two codes look swapped or cut off."""


class Scope(_Data, frozen=True, kw_only=True):
    """One permission (RFC 6749 section 3.3) in business words. `reason` says why a required one is required."""

    name: str
    plain: str
    default: bool = False
    required: bool = False
    reads: bool = False
    reason: str = ""


class Where(_Data, frozen=True, kw_only=True):
    """Where the user finds what is asked: the provider's own page and the click path on it."""

    path: str
    url: str = ""


class Loopback(_Data, frozen=True, kw_only=True):
    """The rules for a loopback redirect: providers register one host name, exact ports, an exact path.

    `ports` empty means any free port (RFC 8252 section 7.3); otherwise the candidates, in order. A `path` that is left
    out is read as `/callback/` and the provider's id, so that no two share one. `registered` says that the address must
    be registered at the provider, so that the user is shown it.
    """

    host: Literal["127.0.0.1", "localhost", "[::1]"] = "127.0.0.1"
    ports: tuple[int, ...] = ()
    path: str = ""
    registered: bool = True


class ShownCode(_Data, frozen=True, kw_only=True):
    """Where the page that shows a code has it, so that the embedded browser can read it there.

    `address` and `title` are patterns whose one group is the code: the first is looked for in the page's address, the
    second in its title. `element` is a CSS selector of what shows the code alone; where it finds two different texts,
    neither is read. Where all three are empty, a careful general rule looks for it, which takes no PIN and nothing
    that is shorter than 16 characters.
    """

    address: str = ""
    title: str = ""
    element: str = ""


class OutOfBand(_Data, frozen=True, kw_only=True):
    """Nothing comes back by itself: the user pastes what the browser shows.

    With `shows` "code" it is the code, and `redirect_uri` is the word that the provider wants for that. With
    "address" it is the whole address that the browser was sent to, where a provider allows no loopback address:
    `redirect_uri` is an https address that is registered, and nobody needs to be there. `shown_code` says where the
    page has the code, for the embedded browser, which reads it by itself.
    """

    redirect_uri: str
    shows: Literal["code", "address"] = "code"
    shown_code: ShownCode = ShownCode()
    registered: bool = True


class Redirects(_Data, frozen=True, kw_only=True):
    """The ways back that this provider has, and the one to start with.

    `embedded` says what the provider makes of a browser inside another program: "never" where it refuses one,
    "preferred" where it is the easier way, "only" where nothing else catches its redirect, such as one of a scheme of
    its own.
    """

    preferred: Delivery
    embedded: Embedded = "allowed"
    loopback: Loopback | None = None
    out_of_band: OutOfBand | None = None


class Call(_Data, frozen=True, kw_only=True):
    """One call of the provider's API, as a template."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    headers: dict[str, str] = {}
    body: str = ""


class Companies(_Data, frozen=True, kw_only=True):
    """Where the answer of the check lists the user's companies.

    `items`, `id` and `name` are dotted paths into JSON; an empty `items` means the answer itself. One company is taken
    without asking, several are shown to choose from.
    """

    items: str = ""
    id: str = "id"
    name: str = "name"


class _WayIn(_Data, frozen=True, kw_only=True):
    """What every way in has: `line` says in one line what it needs.

    `fields` are asked of the user; `fixed` are values that the file itself brings, such as the id of a public client
    (RFC 6749 section 2.1), and never secrets.
    """

    id: str
    label: str
    line: str
    where: Where | None = None
    fields: tuple[Field, ...] = ()
    fixed: dict[str, str] = {}


class PersonalToken(_WayIn, frozen=True, kw_only=True, tag_field="kind", tag="personal_token"):
    """A token that the user makes at the provider and pastes; in `headers`, `base64(…)` encodes what it holds."""

    headers: dict[str, str]


class AuthorizationCode(_WayIn, frozen=True, kw_only=True, tag_field="kind", tag="authorization_code"):
    """OAuth 2.0 authorization code (RFC 6749 section 4.1) with PKCE (RFC 7636), as a native app (RFC 8252).

    `issuer` and `iss_promised` are for RFC 9207. `refresh_margin` is how many seconds before its end a token is
    renewed; with `renews_early` false the provider refuses to do it any sooner. `refresh_grace` is for how many seconds
    a refresh token that was just spent is still good, so that a lost answer can be asked for again; 0: not at all, or
    not known. `refresh_lifetime` is after how many seconds without use a refresh token dies; 0: never, or not known.
    `revocation_endpoint` ends the permission (RFC 7009), empty where the provider has none. `other_account` are the
    authorization parameters that make the provider ask who signs in, such as `prompt = "select_account"`; empty where
    it has none.
    """

    authorization_endpoint: str
    token_endpoint: str
    redirects: Redirects
    client_authentication: Literal["basic", "body", "none"] = "body"
    token_body: Literal["form", "json"] = "form"
    pkce: bool = True
    scopes: tuple[Scope, ...] = ()
    scope_separator: str = " "
    authorization_parameters: dict[str, str] = {}
    other_account: dict[str, str] = {}
    token_parameters: dict[str, str] = {}
    issuer: str = ""
    iss_promised: bool = False
    refresh_margin: int = 300
    renews_early: bool = True
    refresh_grace: int = 0
    refresh_lifetime: int = 0
    revocation_endpoint: str = ""
    headers: dict[str, str] = msgspec.field(default_factory=_bearer)


class ClientCredentials(_WayIn, frozen=True, kw_only=True, tag_field="kind", tag="client_credentials"):
    """OAuth 2.0 client credentials (RFC 6749 section 4.4). There is no refresh token: a new token is asked for."""

    token_endpoint: str
    client_authentication: Literal["basic", "body"] = "body"
    token_body: Literal["form", "json"] = "form"
    scopes: tuple[Scope, ...] = ()
    scope_separator: str = " "
    token_parameters: dict[str, str] = {}
    refresh_margin: int = 300
    revocation_endpoint: str = ""
    headers: dict[str, str] = msgspec.field(default_factory=_bearer)


class OAuth1(_WayIn, frozen=True, kw_only=True, tag_field="kind", tag="oauth1"):
    """OAuth 1.0a (RFC 5849). `realm` None leaves it out of the header; an empty one is sent as it is."""

    temporary_credential_endpoint: str
    authorization_endpoint: str
    token_endpoint: str
    redirects: Redirects
    signature_method: Literal["PLAINTEXT", "HMAC-SHA1"] = "HMAC-SHA1"
    realm: str | None = None


WayIn = PersonalToken | AuthorizationCode | ClientCredentials | OAuth1
SignInWay = AuthorizationCode | OAuth1
"""The ways in that need a browser."""


class Provider(_Data, frozen=True, kw_only=True):
    """One provider. `ways` stand in the order they are offered, the easiest first.

    `check` is the call that proves a credential; without one the token answer itself is the proof (client credentials).
    `example` is what a copied curl command calls, the check where there is none. `company_input` names the input that
    serves as the company's name where the API can't tell it. `practice` marks what runs on this computer for practice.
    """

    id: str
    name: str
    line: str
    mark: Mark
    ways: tuple[WayIn, ...]
    countries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    homepage: str = ""
    manage_url: str = ""
    documentation: tuple[str, ...] = ()
    checked_on: str = ""
    inputs: tuple[Input, ...] = ()
    check: Call | None = None
    example: Call | None = None
    companies: Companies | None = None
    company_input: str = ""
    practice: bool = False
    notes: tuple[str, ...] = ()

    def way(self, way_id: str) -> WayIn | None:
        """Give the way in with this id, None where there is none (a file can change under a connection)."""
        return next((way for way in self.ways if way.id == way_id), None)
