"""What a sentence says, Chinese and English: text in, value types out. Nothing loads at import."""

from language.ages import read_age
from language.asking import asks_something
from language.budgets import read_budget
from language.choices import read_choice
from language.conditions import read_conditions
from language.counts import read_count
from language.dates import read_birth_date, read_date
from language.directions import read_sum_insured
from language.disclosing import read_disclosed, says_nothing_wrong
from language.facts import read_facts
from language.fears import only_fears
from language.feelings import read_feeling
from language.going_ahead import goes_ahead_with_buying, has_read, wants_another, wants_to_pay
from language.health_details import add_health_details, asks_how_to_tell, read_health_details, says_unknown
from language.homes import read_building
from language.identity import (
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
from language.known_names import read_known_names
from language.lengths import read_days
from language.loosely import is_about, is_indifferent, read_average_age
from language.money import read_money
from language.names import read_person_name
from language.naming import Named, read_names
from language.occupation_classes import read_occupation_class, works_in_an_office
from language.occupations import read_occupation
from language.party import read_party_change
from language.places import read_destinations
from language.pointing_back import points_back, read_pointed, refuses
from language.references import Reference, ReferenceKind, read_references
from language.relations import read_person, read_relation, read_sex
from language.script import read_language
from language.sensitive import Sensitive, find_sensitive
from language.sentence import read_correction
from language.sounding import sounding_like
from language.terms import read_term
from language.trips import read_trip
from language.warm import warm_up
from language.why import asks_what_is_meant, read_why
from language.yesno import read_agreement, read_yes_no

__all__ = [
    "IdNumber",
    "ImpossibleBirthDate",
    "InvalidIdentity",
    "Named",
    "Reference",
    "ReferenceKind",
    "Sensitive",
    "WrongCheckDigit",
    "WrongLength",
    "add_health_details",
    "asks_how_to_tell",
    "asks_something",
    "asks_what_is_meant",
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
    "only_fears",
    "points_back",
    "read_age",
    "read_agreement",
    "read_average_age",
    "read_birth_date",
    "read_budget",
    "read_building",
    "read_choice",
    "read_conditions",
    "read_correction",
    "read_count",
    "read_date",
    "read_days",
    "read_destinations",
    "read_disclosed",
    "read_facts",
    "read_feeling",
    "read_health_details",
    "read_known_names",
    "read_language",
    "read_money",
    "read_names",
    "read_occupation",
    "read_occupation_class",
    "read_party_change",
    "read_person",
    "read_person_name",
    "read_pointed",
    "read_references",
    "read_relation",
    "read_sex",
    "read_sum_insured",
    "read_term",
    "read_trip",
    "read_why",
    "read_yes_no",
    "refuses",
    "says_nothing_wrong",
    "says_unknown",
    "sounding_like",
    "wants_another",
    "wants_to_pay",
    "warm_up",
    "works_in_an_office",
]
