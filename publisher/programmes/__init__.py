"""Programmes: from what a practice manager chose to what one screen is told."""

from publisher.programmes.planning import Chosen, Drawn, plan

__all__ = ["Chosen", "Drawn", "plan"]
