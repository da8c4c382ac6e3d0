"""What a list that nobody prepared probably means."""
