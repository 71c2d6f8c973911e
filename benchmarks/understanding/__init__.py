"""How well the bot understands wordings that it has not been trained on, beside other engines.

``make evaluate``; see docs/understanding.md. The modules in the order in which data passes them:

`questions` (sets of questions with what is right) and `folds` (the training sentences in parts) are the data;
`engines` trains each engine and has it predict, in processes of their own; `conversations` carries the
predictions through the actions to answers; `verdicts` and `slots` judge the answers; `metrics` counts, and
`report` writes it down. `__main__` is the command.
"""
