"""What a connection to the practice company may do: its scopes (RFC 6749 section 3.3), each in plain words.

The provider's file says the same of them; a test holds the two together.
"""

COMPANIES_READ = "companies.read"
INVOICES_READ = "invoices.read"
BANK_READ = "bank.read"

PLAIN = {
    COMPANIES_READ: "See the names of your companies",
    INVOICES_READ: "See your invoices",
    "invoices.write": "Make and change invoices",
    BANK_READ: "See your bank statements",
    "settings": "Change company settings",
}

ALL = tuple(PLAIN)
DEFAULT = (COMPANIES_READ, INVOICES_READ)
"""What a request gets that names no scope."""
