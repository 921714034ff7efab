"""YAML and Markdown to values with the exact place of each, and a finding for whatever cannot be meant."""
