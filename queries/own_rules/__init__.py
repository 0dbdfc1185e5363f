"""What an office has of its own: its settings, and the rules that it adds, with what they find."""
