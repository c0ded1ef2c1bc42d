from collections.abc import AsyncIterator, Iterator

import pytest

from adapters.insurers import HttpInsurer
from adapters.payments import HttpPayments
from adapters.providers import HttpDispatch
from tests.integration.providers import DISPATCH_SECRET, INSURERS_SECRET, PAYMENTS_SECRET, Provider, running


@pytest.fixture(scope="module")
def insurers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running("insurers", tmp_path_factory.mktemp("insurers")) as provider:
        yield provider


@pytest.fixture(scope="module")
def payments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running("payments", tmp_path_factory.mktemp("payments")) as provider:
        yield provider


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


@pytest.fixture(scope="module")
def crews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running("providers", tmp_path_factory.mktemp("providers")) as provider:
        yield provider


@pytest.fixture
async def dispatch(crews: Provider) -> AsyncIterator[HttpDispatch]:
    crews.switch()
    client = HttpDispatch(crews.url, DISPATCH_SECRET, timeout_seconds=1)
    yield client
    await client.close_connections()
