from collections.abc import AsyncIterator

import pytest

from adapters.insurers import HttpInsurer
from adapters.payments import HttpPayments
from adapters.providers import HttpDispatch
from tests.integration.providers import DISPATCH_SECRET, INSURERS_SECRET, PAYMENTS_SECRET, Provider


@pytest.fixture
async def insurer(insurers: Provider) -> AsyncIterator[HttpInsurer]:
    insurers.switch()
    client = HttpInsurer(insurers.url, INSURERS_SECRET, lambda product_id: "accident", timeout_seconds=1)
    yield client
    await client.close_connections()


@pytest.fixture
async def provider(payments: Provider) -> AsyncIterator[HttpPayments]:
    payments.switch()
    client = HttpPayments(
        payments.url,
        PAYMENTS_SECRET,
        notify_url="http://127.0.0.1:9/nobody",
        return_url=lambda order_id: f"http://127.0.0.1:9/?order={order_id}",
        timeout_seconds=1,
    )
    yield client
    await client.close_connections()


@pytest.fixture
async def dispatch(crews: Provider) -> AsyncIterator[HttpDispatch]:
    crews.switch()
    client = HttpDispatch(crews.url, DISPATCH_SECRET, timeout_seconds=1)
    yield client
    await client.close_connections()
