"""The customer file shows staff what they need and no personal data."""

from __future__ import annotations

import json

import pytest

from insurance import facts as f
from insurance.lines import Line
from insurance.money import Money
from insurance.services.customer_file import CustomerFiles, masked
from insurance.services.parts import Parts
from tests.buying import FATHERS_ACCIDENT, PHONE, until_policy, until_summary
from tests.fakes import CUSTOMER

HOME = (f.LineFact(Line.HOME), f.HomeFact(Money.of(2000000), building="concrete"))
CAR = (f.LineFact(Line.CAR, "third_party"), f.VehicleFact(seats=5, no_claim_years=1, plate="京A12345"))
GROUP = (f.LineFact(Line.GROUP), f.HeadcountFact(total=4), f.OccupationFact("office", 1), f.PersonFact(age=f.Age(40)),
         f.NoBudgetFact())  # fmt: skip
SECRETS = ("王小明", "王大山", PHONE, "锦绣路", "⟦", "110101", "京A12345", "LSVAU2180N2183294", "员工")


@pytest.mark.parametrize("facts", [FATHERS_ACCIDENT, HOME, CAR, GROUP])
@pytest.mark.parametrize("until", [until_summary, until_policy])
async def test_that_no_personal_data_stands_in_the_file(parts: Parts, facts, until):
    await until(parts, facts)
    text = json.dumps(await CustomerFiles(parts).customer_file(CUSTOMER), ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in text] == []


async def test_that_the_file_holds_the_whole_purchase(parts: Parts):
    policy = await until_policy(parts)
    file = await CustomerFiles(parts).customer_file(CUSTOMER)
    assert [one["number"] for one in file["policies"]] == [policy.number]
    assert [one["status"] for one in file["orders"]] == ["issued"]
    assert [one["answers"]["applicant_name"] for one in file["applications"]] == ["王**"]
    assert {one["status"] for one in file["quotes"]} == {"void", "used"}


async def test_that_a_stranger_has_an_empty_file(parts: Parts):
    file = await CustomerFiles(parts).customer_file(CUSTOMER)
    assert (file["needs"], file["offer"], file["draft"], file["policies"]) == ({}, [], None, [])


def test_that_a_beneficiary_by_name_is_hidden_and_the_legal_heirs_are_not():
    assert masked({"beneficiary": "李小红"}) == {"beneficiary": "***"}
    assert masked({"beneficiary": "legal"}) == {"beneficiary": "legal"}
