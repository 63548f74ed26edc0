"""What the sample says: people, documents, topics, questions, speeches. Names are invented."""
