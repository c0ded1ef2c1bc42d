"""A decision as staff may check it."""

from insurance.refs import DecisionId
from insurance.services.decision_file import DecisionFiles
from insurance.services.parts import Parts
from tests.buying import FATHERS_ACCIDENT, until_payment, until_policy
from tests.fakes import CUSTOMER


class Words:
    async def descriptions(self, result):
        return [f"{row} in words" for row in result.rows]


async def shown(parts: Parts, number: int):
    return await DecisionFiles(parts.work, Words()).decision_file(DecisionId(number))


async def test_that_a_decision_names_its_quote_and_application(parts: Parts):
    await until_policy(parts)
    store = parts.work.store  # type: ignore[attr-defined]
    (application,) = store.applications.values()
    last = await shown(parts, len(store.decisions))
    assert (last["stage"], last["sender"]) == ("changed", CUSTOMER)  # the start date was chosen while applying
    assert (last["quote_id"], last["application_id"]) == (application.quote_id, application.id)


async def test_that_a_decision_on_a_plan_only_shown_names_neither(parts: Parts):
    await until_payment(parts, FATHERS_ACCIDENT)
    offered = await shown(parts, 1)
    assert (offered["stage"], offered["quote_id"], offered["application_id"]) == ("offered", None, None)


async def test_that_each_table_is_shown_with_its_facts_and_rows_in_words(parts: Parts):
    await until_payment(parts, FATHERS_ACCIDENT)
    for table in (await shown(parts, 5))["tables"]:
        assert table["facts"]
        assert table["rows"] == [{"id": row["id"], "description": f"{row['id']} in words"} for row in table["rows"]]
        assert table["outcome"] == "standard"
