"""Pipelines that `make eval-nlu` compares the own one with: one Rasa configuration a file, and what they need."""
