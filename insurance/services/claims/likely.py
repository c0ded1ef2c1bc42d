"""What the policies found may pay: for the first answer after a report."""

from __future__ import annotations

from insurance.adjudication.likely import benefits_for
from insurance.claim_events import PolicyMayPay
from insurance.claims import Claim
from insurance.services.claims.covered import Covered


def likely_benefits(claim: Claim, policy: Covered) -> PolicyMayPay:
    """The benefits of one policy that may answer, with what may make it less."""
    loss = claim.loss
    assert loss.type is not None  # noqa: S101 - policies are looked for once it is known
    benefits = benefits_for(
        policy.product,
        policy.product.plan(policy.policy.plan_id),
        loss.type,
        loss.cause,
        sum_insured=policy.policy.sum_insured,
        began=policy.policy.effective,
        happened=loss.happened,
    )
    return PolicyMayPay(policy.policy.number, policy.product, benefits)
