"""Every action the server offers. A new action is listed here and in domain.yml; a test compares the two."""

from __future__ import annotations

from rasa_sdk import Action

from actions.ask_back import ActionAskBack
from actions.base import SECOND_QUESTIONS, AnsweringAction
from actions.case import ActionCase
from actions.deadline_form import FORM_ACTIONS, ActionNeverMind
from actions.definition import ActionDefinition
from actions.figure import ActionFigure
from actions.follow_up import ActionFollowUp
from actions.handoff import ActionHandoff
from actions.help import ActionHelp
from actions.out_of_scope import ActionOutOfScope
from actions.privacy import ActionPrivacy
from actions.rule import ActionRule
from actions.small_talk import ActionSmallTalk
from actions.source import ActionSource
from actions.start_over import ActionStartOver

ANSWERING: tuple[type[AnsweringAction], ...] = (
    ActionAskBack,
    ActionCase,
    ActionDefinition,
    ActionFigure,
    ActionFollowUp,
    ActionHandoff,
    ActionHelp,
    ActionNeverMind,
    ActionOutOfScope,
    ActionPrivacy,
    ActionRule,
    ActionSmallTalk,
    ActionSource,
    ActionStartOver,
)
"""Actions that answer any message with one reply."""

SECOND_QUESTIONS.update(
    {
        "ask_figure": ActionFigure().answer,
        "ask_rule": ActionRule().answer,
        "ask_definition": ActionDefinition().answer,
        "ask_case": ActionCase().answer,
    }
)

ACTIONS: tuple[type[Action], ...] = (*ANSWERING, *FORM_ACTIONS)
