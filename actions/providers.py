"""Actions about service providers: finding one, how an order stands, cancelling it, rating it."""

from __future__ import annotations

import language
from actions.base import LingbaoAction
from actions.provider_answers import told_in
from actions.repairing import not_understood
from actions.reply import Reply
from actions.turn import Turn
from insurance.providers import ProviderKind
from insurance.questions import Flow
from insurance.refs import ClaimNumber, ProviderOrderId
from insurance.services.providers import finding, ordering
from insurance.services.providers.finding import Told


class FindProvider(LingbaoAction):
    """A tow, an adjuster, a lawyer, a hospital: the nearest suitable ones."""

    action = "action_find_provider"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        _, question = await self.place(turn)
        if turn.tapped:
            return self.progress(turn, await finding.look_for(self.parts, turn.sender, self._tapped(turn)))
        asked = question is not None and question.flow is Flow.PROVIDER
        heard = await self._heard(turn) if asked else None
        if heard is not None:
            return heard
        told = told_in(self.parts, turn)
        if asked and not told.tells:
            return await not_understood(self, turn, question)
        return self.progress(turn, await finding.look_for(self.parts, turn.sender, told))

    def _tapped(self, turn: Turn) -> Told:
        """What a button carried."""
        kind, claim = turn.values.get("kind"), turn.values.get("claim")
        place = self.parts.directory.place(turn.values.get("place", ""))
        return Told(
            kind=ProviderKind(kind) if kind in set(ProviderKind) else None,
            places=(place,) if place else (),
            claim=ClaimNumber(claim) if claim else None,
        )


class ProviderStatus(LingbaoAction):
    """师傅到哪了: how what was ordered stands."""

    action = "action_provider_status"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        return self.progress(turn, await ordering.orders_stand(self.parts, turn.sender))


class CancelProvider(LingbaoAction):
    """Not needed any more: what is being put together is dropped, what was ordered is cancelled."""

    action = "action_cancel_provider"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        journey, _ = await self.place(turn)
        if journey.provider is not None and not turn.tapped:
            return self.progress(turn, await finding.drop_search(self.parts, turn.sender))
        order = turn.values.get("order")
        order_id = ProviderOrderId(order) if order else None
        return self.progress(turn, await ordering.cancel(self.parts, turn.sender, order_id))


class RateProvider(LingbaoAction):
    """Stars, and what is said with them."""

    action = "action_rate_provider"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        order, stars = turn.values.get("order"), turn.values.get("v", "")
        number = int(stars) if stars in set("12345") else language.read_stars(turn.text)
        words = turn.text if language.says_more_than_stars(turn.text) else ""
        order_id = ProviderOrderId(order) if order else None
        return self.progress(turn, await ordering.rate(self.parts, turn.sender, number, words, order_id))


ACTIONS = (FindProvider, ProviderStatus, CancelProvider, RateProvider)
