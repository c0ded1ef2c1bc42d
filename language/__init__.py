"""What a sentence says, Chinese and English: text in, value types out. Nothing loads at import."""

from language.amounts.budgets import read_budget
from language.amounts.counts import read_count
from language.amounts.directions import read_sum_insured
from language.amounts.money import read_money
from language.amounts.terms import read_term
from language.answers.asking import asks_something
from language.answers.choices import read_choice
from language.answers.disclosing import read_disclosed, says_nothing_wrong
from language.answers.fears import only_fears
from language.answers.feelings import read_feeling
from language.answers.going_ahead import goes_ahead_with_buying, has_read, wants_another, wants_to_pay
from language.answers.loosely import is_about, is_indifferent, read_average_age
from language.answers.pointing_back import points_back, read_pointed, refuses, settles, wants_cheaper
from language.answers.sounding import sounding_like
from language.answers.why import asks_what_is_meant, read_why
from language.answers.yesno import read_agreement, read_yes_no
from language.claims.banks import read_bank
from language.claims.field_corrections import read_field_correction
from language.claims.finished import says_that_is_all
from language.claims.losses import read_loss, tells_loss
from language.claims.merging import changed_fields, merge_loss
from language.claims.papers import read_paper_kind
from language.claims.past_dates import read_past_date
from language.cover.claims_before import read_claim_free_years
from language.cover.homes import read_building
from language.cover.known_names import read_known_names
from language.cover.naming import Named, read_names
from language.cover.places import read_destinations
from language.dates.dates import read_birth_date, read_date
from language.dates.lengths import read_days
from language.dates.trips import read_trip
from language.facts import read_facts
from language.health.conditions import read_conditions
from language.health.details import add_health_details, asks_how_to_tell, read_health_details, says_unknown
from language.identifiers.identity import (
    IdNumber,
    ImpossibleBirthDate,
    InvalidIdentity,
    WrongCheckDigit,
    WrongLength,
    check_bank_card,
    check_email,
    check_id_number,
    check_passport,
    check_phone,
)
from language.identifiers.references import Reference, ReferenceKind, read_claim_number, read_references
from language.identifiers.sensitive import Sensitive, find_sensitive
from language.people.ages import read_age
from language.people.names import read_person_name
from language.people.party import read_party_change
from language.people.relations import read_person, read_relation, read_sex
from language.providers import ProviderWish, read_provider_wish, read_road_emergency, read_stars, says_more_than_stars
from language.warm import warm_up
from language.words.script import read_language
from language.words.sentence import read_correction
from language.work.occupation_classes import read_occupation_class, works_in_an_office
from language.work.occupations import read_occupation

__all__ = [
    "IdNumber",
    "ImpossibleBirthDate",
    "InvalidIdentity",
    "Named",
    "ProviderWish",
    "Reference",
    "ReferenceKind",
    "Sensitive",
    "WrongCheckDigit",
    "WrongLength",
    "add_health_details",
    "asks_how_to_tell",
    "asks_something",
    "asks_what_is_meant",
    "changed_fields",
    "check_bank_card",
    "check_email",
    "check_id_number",
    "check_passport",
    "check_phone",
    "find_sensitive",
    "goes_ahead_with_buying",
    "has_read",
    "is_about",
    "is_indifferent",
    "merge_loss",
    "only_fears",
    "points_back",
    "read_age",
    "read_agreement",
    "read_average_age",
    "read_bank",
    "read_birth_date",
    "read_budget",
    "read_building",
    "read_choice",
    "read_claim_free_years",
    "read_claim_number",
    "read_conditions",
    "read_correction",
    "read_count",
    "read_date",
    "read_days",
    "read_destinations",
    "read_disclosed",
    "read_facts",
    "read_feeling",
    "read_field_correction",
    "read_health_details",
    "read_known_names",
    "read_language",
    "read_loss",
    "read_money",
    "read_names",
    "read_occupation",
    "read_occupation_class",
    "read_paper_kind",
    "read_party_change",
    "read_past_date",
    "read_person",
    "read_person_name",
    "read_pointed",
    "read_provider_wish",
    "read_references",
    "read_relation",
    "read_road_emergency",
    "read_sex",
    "read_stars",
    "read_sum_insured",
    "read_term",
    "read_trip",
    "read_why",
    "read_yes_no",
    "refuses",
    "says_more_than_stars",
    "says_nothing_wrong",
    "says_that_is_all",
    "says_unknown",
    "settles",
    "sounding_like",
    "tells_loss",
    "wants_another",
    "wants_cheaper",
    "wants_to_pay",
    "warm_up",
    "works_in_an_office",
]
