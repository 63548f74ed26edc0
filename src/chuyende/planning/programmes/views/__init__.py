"""The pages of plans, topics and programmes."""
