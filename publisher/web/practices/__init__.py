"""The pages for a practice manager, in the order in which they meet them; `routes` lists them."""
