"""Who comes in: signing in, the guard, the keys of forms, and how long a silent connection is waited for."""
