"""Rasa components of our own. Python 3.10, Rasa's environment: nothing here may import the product."""
