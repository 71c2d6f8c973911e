"""The check of the fact base: ``python -m indsats.obligations.check``.

It reads the files of ``knowledge/obligations`` as an editor left them and tells, in Danish and with file,
line and rule, everything that is wrong: what the loader would refuse, and what it does not look at (rules at
odds, figures of the text that are not in ``numbers``, days without a rule).
"""
