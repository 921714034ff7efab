"""From the content at one commit to an edition: what goes into it, who draws it, and what need not be drawn again."""
