"""The action server: Rasa's choice of action becomes one service call and words from domain.yml."""
