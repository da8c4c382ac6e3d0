"""The best list under other circumstances: other people, other rules, other answers."""
