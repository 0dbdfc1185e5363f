"""What a checkout needs around the program: nothing here is installed."""
