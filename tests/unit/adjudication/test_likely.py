"""The first answer after a report: which benefits may pay, and what may make it less."""

from datetime import date

from insurance.adjudication.likely import Caveat, benefits_for
from insurance.claim_types import Cause, ClaimType
from tests.unit.adjudication.worked import START, catalogue, yuan


def likely(product, plan, type_, cause=None, **more):
    found = catalogue().product(product)
    return {
        one.benefit.code: one
        for one in benefits_for(found, found.plan(plan), ClaimType(type_), Cause(cause) if cause else None, **more)
    }


def caveats(one):
    return {note.caveat: note.value for note in one.notes}


def test_that_a_fall_is_answered_by_medical_cover_and_allowance_and_only_perhaps_by_others():
    found = likely("qinghe-daily-accident", "standard", "hospital", "accident")
    assert list(found) == ["accident_medical", "hospital_allowance", "ambulance", "animal_bite"]
    assert caveats(found["accident_medical"]) == {
        Caveat.DEDUCTIBLE: "100.00 event", Caveat.RATIO: "0.90", Caveat.SOCIAL_LIST_ONLY: "",
    }  # fmt: skip
    assert caveats(found["hospital_allowance"]) == {Caveat.FIRST_DAYS: "3"}
    assert caveats(found["animal_bite"]) == {Caveat.NEEDS: "animal_bite", Caveat.ASSESSOR: "whose_dog"}


def test_that_each_benefit_comes_with_its_article_and_its_most():
    one = likely("qinghe-daily-accident", "standard", "hospital", "accident")["accident_medical"]
    assert (one.article, one.most) == ("2.3", yuan(20_000))


def test_that_an_illness_isnt_answered_by_accident_cover():
    assert likely("qinghe-daily-accident", "standard", "hospital", "illness") == {}


def test_that_an_unknown_cause_names_benefits_for_either():
    assert "accident_medical" in likely("qinghe-daily-accident", "standard", "hospital")


def test_that_the_waiting_period_is_named_until_it_is_known_to_be_over():
    def notes(happened=None, cause="illness"):
        told = {"began": START, "happened": happened} if happened else {}
        found = likely("ruikang-evergreen-million", "classic", "hospital", cause, **told)
        return caveats(found["inpatient_medical"])

    assert notes()[Caveat.WAITING_PERIOD] == "90"
    assert notes(date(2026, 3, 31))[Caveat.IN_WAITING_PERIOD] == "90"
    over = notes(date(2026, 4, 1))
    assert Caveat.IN_WAITING_PERIOD not in over
    assert Caveat.WAITING_PERIOD not in over
    assert Caveat.WAITING_PERIOD not in notes(cause="accident")


def test_that_an_annuity_has_nothing_to_claim_while_the_insured_lives():
    assert likely("zhiyuan-golden-pension", "start_60", "other") == {}


def test_that_the_most_follows_the_sum_insured():
    found = likely("anlan-clear-term", "double", "death", "accident", sum_insured=yuan(800_000))
    assert {code: one.most for code, one in found.items()} == {
        "death": yuan(800_000), "accidental_death": yuan(800_000),
    }  # fmt: skip
