"""Giving up what is under way: an order that waits for payment, a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.reply import Reply
from insurance.policies import OrderStatus
from insurance.services import consult, giving_up, navigating
from insurance.services.claims import floor

if TYPE_CHECKING:
    from actions.base import LingbaoAction
    from actions.turn import Turn


async def give_up_order(action: LingbaoAction, turn: Turn) -> Reply:
    """Cancel an unpaid order; money already on its way decides otherwise."""
    order = await giving_up.close_order(action.parts, turn.sender)
    voice = action.voice(turn)
    if order is None or order.status is OrderStatus.CLOSED:
        progress = await consult.start_again(action.parts, turn.sender)
        return Reply([voice.message("order_given_up", [voice.button("pay_again", "/pay_again")])], progress.journey)
    return Reply([voice.message("order_cannot_be_given_up")])


async def withdraw(action: LingbaoAction, turn: Turn) -> Reply:
    """Give up what is being bought before there is an order. Nothing told is forgotten."""
    voice = action.voice(turn)
    dropped, _ = await navigating.drop_purchase(action.parts, turn.sender)
    buttons = [voice.button("resume", "/resume"), voice.button("start_over", "/start_over")]
    return Reply([voice.message("cancelled", buttons)], dropped)


async def put_claim_aside(action: LingbaoAction, turn: Turn) -> Reply:
    """算了, in a claim: it waits with everything told and sent; withdrawing it is one tap more."""
    try:
        progress = await floor.leave_floor(action.parts, turn.sender)
    except floor.NoClaim:  # a claim of another conversation was asked for, and not opened
        return action.progress(turn, await floor.let_go(action.parts, turn.sender))
    reply = action.progress(turn, progress)
    first = reply.messages[0]
    first.buttons = [*first.buttons, action.voice(turn).button("claim_withdraw", "/claim_withdraw")]
    return reply
