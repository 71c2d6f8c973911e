"""Answers from the project's own figures."""

from __future__ import annotations

from tests.indsats.own_figures import ask, vocabulary

__all__ = ["ask", "vocabulary"]
