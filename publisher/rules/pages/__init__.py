"""What a rule's page shows: the rule in a sentence, something that breaks it and something that keeps it."""
