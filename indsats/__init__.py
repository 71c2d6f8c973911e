"""The domain of Indsatsbot: Danish language, statistics, obligations and answers.

Plain Python 3.10+. Imports neither ``rasa`` nor ``rasa_sdk``, so that both environments (the bot on
Python 3.10, the action server on Python 3.11+) and any other program can use it.
"""
