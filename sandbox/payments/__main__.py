"""python -m sandbox.payments"""

from __future__ import annotations

import os

from sandbox.payments.app import create_app
from sandbox.server import data_folder, serve

if __name__ == "__main__":
    secret = os.environ.get("LINGBAO_PAYMENTS_KEY", "sandbox-payments-key")
    pause = float(os.environ.get("LINGBAO_SANDBOX_CALLBACK_SECONDS", "1"))
    settle = float(os.environ.get("LINGBAO_SANDBOX_SETTLE_SECONDS", "2"))
    port = int(os.environ.get("LINGBAO_SANDBOX_PAYMENTS_PORT", "8102"))
    serve(create_app(data_folder(), secret, pause, settle), port)
