"""From what a message mentions, and what was asked before, to a question the domain can answer."""
