"""Random codes are taken, nearly all of them; what people and programs write never is."""

import random
import string
import uuid
from collections.abc import Callable
from itertools import product

import pytest

from ledgerpass.user_agents.embedded_browser.code_likeness import looks_like_a_code

BASE_62 = string.ascii_letters + string.digits
BASE_64_URL = BASE_62 + "-_"
CHANCE = random.Random(20261122)  # noqa: S311 - a test that gives the same every time
MANY = 5000


def _of(alphabet: str, length: int) -> Callable[[], str]:
    return lambda: "".join(CHANCE.choices(alphabet, k=length))


@pytest.mark.parametrize(
    ("make", "least"),
    [
        pytest.param(_of("0123456789abcdef", 32), 0.999, id="hexadecimal, 32, as HMRC's"),
        pytest.param(_of("0123456789abcdef", 40), 0.999, id="hexadecimal, 40"),
        pytest.param(_of("0123456789abcdef", 64), 0.999, id="hexadecimal, 64, as Moneybird's"),
        pytest.param(_of(BASE_64_URL, 22), 0.99, id="base64url, 22"),
        pytest.param(_of(BASE_64_URL, 32), 0.995, id="base64url, 32"),
        pytest.param(_of(BASE_64_URL, 43), 0.998, id="base64url, 43, as Doorkeeper's"),
        pytest.param(_of(BASE_64_URL, 86), 0.999, id="base64url, 86"),
        pytest.param(_of(BASE_62, 20), 0.99, id="letters and digits, 20"),
        pytest.param(_of(BASE_62, 34), 0.995, id="letters and digits, 34"),
        pytest.param(lambda: str(uuid.UUID(int=CHANCE.getrandbits(128), version=4)), 0.999, id="a UUID"),
        pytest.param(lambda: f"4/0A{_of(BASE_64_URL, 60)()}", 0.998, id="as Google's"),
    ],
)
def test_random_codes_are_taken(make: Callable[[], str], least: float) -> None:
    taken = sum(looks_like_a_code(make()) for _ in range(MANY))
    assert taken / MANY >= least


WORDS = """
Settings Loading... Authorization WELCOME2026 WINTER-SALE-50 Untitled-document-2 your-code-here-123456 XXXX-XXXX-XXXX
authorizationCode2Form doNotShareThisCode1 AccountingExportQ3of2026 Windows11Home64bit iPhone15ProMax256
step2of3-please login-2-step-verification choose-administration-2026 two-factor-2fa-code all-of-your-applications-3
page404notfound-again moneybird2026upgrade jansen2026administratie demo-bedrijf-bv-2026 sales_invoices_2026
q4-2026-forecast-version3 winter2026sale50off verify-your-email-1 administration_12345678 customer-number-12345
user42profile2026 password12345678 qwerty1234567890 geheim1234567890 test1234test1234 abcd1234efgh5678
Handshake8720fire5466 queued90matters6509
"""
ERRORS = """
ERR_INVALID_GRANT_400 AADSTS50011 ERROR-1020-ACCESS-DENIED error_description_17 http404notfound invalid_request_uri_2
INVALID_CREDENTIALS-401 E_NETWORK_TIMEOUT_30s net::ERR_ABORTED exception-0x80070005 SA-100201-account-suspended
"""
FILES = """
/assets/app-12.js main.8f3c2a1b9d7e6f50.css app-3f9a1c2b7d8e9f0a.js invoice-2026A-001bcdef.pdf
IMG_20261122_041502.jpeg index-2f7a9c4e1b3d5f60.html report-final-v2.docx backup_2026-11-22.tar.gz
/oauth/authorize/native https://acme.example/a1b2c3d4 C:\\Users\\jan\\code1.txt /images/logo@2x.png favicon-32x32.png
styles.min.css?v=12 chunk.8a7b6c5d4e3f2a1b.map
"""
COMPUTERS = """
chrome126-linux64 qtwebengine6.11.3 sha256withrsa4096 utf8-general-ci-520 iso8859-1-latin1 tls1.2-and-tls1.3
x86-64-linux-gnu5 ip-10-0-0-12.eu-west-1 api2.moneybird.com:443 v1.2.3-beta4-build567 Mozilla/5.0 192.168.100.200:8080
2001:db8::8a2e:370:7334 aa:bb:cc:dd:ee:ff:00:11 rgb-255-255-255-a1 node20-alpine3.19 postgres-15-bullseye
2026w47-weekreport-3 localhost47620callback
"""
PEOPLE = """
jan.devries@acme.example jan.de.vries1980 info@acme2.example J.Jansen-de.Vries Mr.J.Jansen1 afzender2026@post.example
Your code is 9b7f2c4de1a05386bb41e0c7 Code: 9b7f2c4de1a05386bb41e0c7 (9b7f2c4de1a05386bb41)
"""
ACCOUNTS = """
GB33BUKB20201555555555 gb33bukb20201555555555 NL91ABNA0417164300 nl91abna0417164300 DE89370400440532013000
de89370400440532013000 FR1420041010050500013M02606 fr1420041010050500013m02606 BE68539007547034 be68539007547034
NL123456789B01 nl123456789b01 GB999999973 kvk12345678-000012 KVK-12345678-vestiging RF18539007547034 rf18539007547034
rf18-5390-0754-7034 5500000000000004 4111-1111-1111-1111 JBSWY3DPEHPK3PXP JBSW-Y3DP-EHPK-3PXP ABCDE-12345-FGHIJ-67890
1HGBH41JXMN109186 978-3-16-148410-0 QQ123456A AB12CD34EF56GH78
"""
DAYS = ((1, 2, 1999), (22, 11, 2026), (31, 12, 2030))
DATES = [
    form.format(d=day, m=month, y=year)
    for (day, month, year), form in product(
        DAYS,
        (
            *("{y}-{m:02}-{d:02}", "{d:02}-{m:02}-{y}", "{d}/{m}/{y}", "{d}.{m}.{y}", "{y}{m:02}{d:02}", "{d}-Nov-{y}"),
            *("{d}-November-{y}", "{d}november{y}", "{y}-{m:02}-{d:02}T04:15:02Z", "{y}-{m:02}-{d:02}t041502z"),
            *("{y}{m:02}{d:02}t041502z", "{y}{m:02}{d:02}-041502", "{d}nov{y}-12h30m", "{y}-w47-day{d}-hour{m}"),
            *(
                "sept{y}-okt{y}-{d}",
                "period-{y}q{m}-to-{y}q{d}",
                "{d:02}_{m:02}_{y}_version2",
                "valid-until-{d}-{m}-{y}",
            ),
        ),
    )
]
NUMBERS = [
    form.format(n=number)
    for number, form in product(
        (12, 345, 6789, 123456, 20260001, 987654321012),
        (
            *(
                "{n}",
                "{n}.00",
                "1.{n},56",
                "€ {n},00",
                "{n}EUR",
                "eur{n}.50total",
                "total-{n}.56-eur",
                "-{n},-",
                "{n}%",
            ),
            *("+31 6 {n}", "0031-6-{n}", "tel:+31{n}", "phone-{n}-ext-12", "order-{n}-000123a", "ord-2026-{n}", "#{n}"),
            *(
                "invoice-{n}-copy2",
                "factuur_{n}_kopie",
                "INV-{n}-NL",
                "ticket{n}closed",
                "case-{n}-of-2026",
                "{n}-{n}-{n}",
            ),
            *("bestelling{n}2026", "PO{n}/2026", "client-{n}-project-{n}", "ref.{n}.{n}", "item{n}of{n}", "{n}{n}{n}"),
        ),
    )
]
NEVER = [
    *(word for text in (WORDS, ERRORS, FILES, COMPUTERS, ACCOUNTS) for word in text.split()),
    *(line for text in (PEOPLE, WORDS) for line in text.splitlines()),
    *(word for word in PEOPLE.split() if "@" in word or "." in word),
    *DATES,
    *NUMBERS,
    *(text for each in "aA1.-_ \u200b" for text in (each, each * 16, each * 40)),
]


def test_what_is_no_code_is_never_taken() -> None:
    assert len(set(NEVER)) > 300
    assert [text for text in NEVER if looks_like_a_code(text)] == []


@pytest.mark.parametrize("text", ["482913", "4829 1377", "48291377", "AB12-CD34", "a1b2c3d4"])
def test_a_short_code_or_a_pin_needs_a_file_that_says_where_it_stands(text: str) -> None:
    assert not looks_like_a_code(text)


def test_a_long_text_takes_no_time() -> None:
    for text in ("a1" * 50_000, "-" * 100_000, "a-" * 50_000, "1" * 100_000 + "!"):
        looks_like_a_code(text)
