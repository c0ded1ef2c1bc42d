"""Where things lie in a checkout, and the one way a failure is told."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAIN_VENV = ROOT / ".venv"
RASA_VENV = ROOT / ".venv-rasa"
MAIN_PYTHON = MAIN_VENV / "bin" / "python"
RASA_PYTHON = RASA_VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
MODELS = ROOT / "models"
EMBEDDING = MODELS / "multilingual-e5-small"
RASA_MODEL = MODELS / "rasa" / "lingbao.tar.gz"
ENV_FILE = ROOT / ".env"
INDEX = Path("var") / "index"


class CannotGoOn(Exception):
    """Set-up or start can't continue. The text is one line that says what to do; it may name a log file."""
