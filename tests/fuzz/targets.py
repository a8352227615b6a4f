"""Everything that reads what strangers wrote."""

from tests.fuzz import (
    company_lists,
    credentials_answers,
    kept_credentials,
    loopback_visits,
    pastes,
    provider_files,
    shown_codes,
    token_answers,
    typed_details,
)

TARGETS = (
    *pastes.TARGETS,
    *typed_details.TARGETS,
    *token_answers.TARGETS,
    *credentials_answers.TARGETS,
    *provider_files.TARGETS,
    *company_lists.TARGETS,
    *kept_credentials.TARGETS,
    *loopback_visits.TARGETS,
    *shown_codes.TARGETS,
)
