"""What a person is told: in the program and by e-mail."""
