"""Pictures opened safely: walked part by part, held against limits, and turned into the colours of a screen."""
