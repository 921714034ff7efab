"""Programmes: from what a practice manager chose to what one screen is told."""

from publisher.programmes.planning import Chosen, Drawn, issued, plan

__all__ = ["Chosen", "Drawn", "issued", "plan"]
