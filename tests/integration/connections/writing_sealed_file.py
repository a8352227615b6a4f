"""A program that opens the sealed file and writes to it, saying after every writing that it is done.

Use: writing_sealed_file.py FILE ITEM TIMES
"""

import sys
from pathlib import Path

from ledgerpass.connections.keychain.sealed_keychain import SealedKeychain
from ledgerpass.secret import Secret
from tests.support.keychains import PASSPHRASE


def main() -> None:
    """Write the numbers from 1 on, each as long as an item may be."""
    file, item, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    keychain = SealedKeychain(file)
    keychain.open_with(PASSPHRASE)
    print("open", flush=True)  # noqa: T201 - that is how the test hears of it
    for number in range(1, times + 1):
        keychain.write(item, Secret(str(number).rjust(1200)))
        print(number, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
