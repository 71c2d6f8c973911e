"""What Rasa loads: language components, channels, the conversation store. Python 3.10, Rasa 3.6."""
