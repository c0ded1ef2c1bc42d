"""Identifiers, each its own type so that no two are mixed up."""

from __future__ import annotations

from typing import NewType

Sender = NewType("Sender", str)  # one conversation: channel and chat id, as the gateway names it
CustomerId = NewType("CustomerId", str)
ProductId = NewType("ProductId", str)
PlanId = NewType("PlanId", str)
QuoteId = NewType("QuoteId", str)
ApplicationId = NewType("ApplicationId", str)
DecisionId = NewType("DecisionId", int)
OrderId = NewType("OrderId", str)
PolicyNumber = NewType("PolicyNumber", str)
VaultRef = NewType("VaultRef", str)  # stands for an identity number, phone … in any text: ⟦id_number:7f3a…⟧
EntryId = NewType("EntryId", str)  # one entry of the shared blacklist
PartnerId = NewType("PartnerId", str)
ClaimNumber = NewType("ClaimNumber", str)  # CL, the day and ten letters nobody can guess
PaperId = NewType("PaperId", str)  # one uploaded document of a claim
ProviderId = NewType("ProviderId", str)
ProviderOrderId = NewType("ProviderOrderId", str)
