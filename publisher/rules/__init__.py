"""Every rule: its code, its weight, why it matters and where it comes from; and each rule's page."""
