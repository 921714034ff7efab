"""The machine under the player: its clocks, its health, and how it starts."""
