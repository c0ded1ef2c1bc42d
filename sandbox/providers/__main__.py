"""python -m sandbox.providers"""

from __future__ import annotations

import os

from sandbox.providers.app import create_app
from sandbox.server import data_folder, serve

if __name__ == "__main__":
    secret = os.environ.get("LINGBAO_PROVIDERS_KEY", "sandbox-providers-key")
    pace = float(os.environ.get("LINGBAO_SANDBOX_PROVIDERS_SECONDS", "20"))
    serve(create_app(data_folder(), secret, pace), int(os.environ.get("LINGBAO_SANDBOX_PROVIDERS_PORT", "8103")))
