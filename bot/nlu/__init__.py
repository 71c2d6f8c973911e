"""Rasa graph components for Danish questions about rules and figures."""
