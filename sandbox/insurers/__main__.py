"""python -m sandbox.insurers"""

from __future__ import annotations

import os

from sandbox.insurers.app import create_app
from sandbox.server import data_folder, serve

if __name__ == "__main__":
    secret = os.environ.get("LINGBAO_INSURERS_KEY", "sandbox-insurers-key")
    claims = float(os.environ.get("LINGBAO_SANDBOX_CLAIM_SECONDS", "2"))
    serve(create_app(data_folder(), secret, claims), int(os.environ.get("LINGBAO_SANDBOX_INSURERS_PORT", "8101")))
