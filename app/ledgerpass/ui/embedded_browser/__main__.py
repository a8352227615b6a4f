"""Starts the embedded browser; `ledgerpass.user_agents.embedded_browser` does, and nobody by hand."""

import sys

from ledgerpass.ui.embedded_browser.program import main

sys.exit(main())
