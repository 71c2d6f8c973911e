"""Thin Rasa actions, one module each: they call the domain and send its answer. No SQL, no prose."""
