"""Claims that are with insurers: handed over once, asked after, reconciled when the answer is there."""

from __future__ import annotations

from insurance.claim_ports import InsurerAnswerStatus, InsurerClaims, InsurerClaimSteps, OpenSubmission
from insurance.claim_reconciling import agrees
from insurance.ports import InsurerRefused

NO_DOCUMENT = "DOCUMENT_UNKNOWN"


async def ask_insurers(steps: InsurerClaimSteps, insurers: InsurerClaims) -> None:
    """Take every open submission one step further. One that fails doesn't hinder the others.

    Raises:
        ExceptionGroup: what went wrong; all of it is tried again at the next call.
    """
    failures: list[Exception] = []
    for open_ in await steps.submissions_open():
        try:
            await _ask(steps, insurers, open_)
        except InsurerRefused as no:
            await steps.submission_rejected(open_, no.reason)
        except FileNotFoundError:
            await steps.submission_rejected(open_, NO_DOCUMENT)
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("insurers not asked", failures)


async def _ask(steps: InsurerClaimSteps, insurers: InsurerClaims, open_: OpenSubmission) -> None:
    """Where it stands is the insurer's books, so nothing is lost between two steps: what isn't there is submitted."""
    submission = await steps.submission(open_)
    answer = await insurers.answer(submission.insurer_id, submission.key)
    if answer is None:
        answer = await insurers.submit(submission)
    for sha256 in answer.wanted:
        content = await steps.document(open_, sha256)
        await insurers.send_document(submission.insurer_id, submission.key, sha256, content)
    if answer.status is not InsurerAnswerStatus.PENDING:
        await steps.record_answer(open_, answer, agrees(submission.payable, answer))
