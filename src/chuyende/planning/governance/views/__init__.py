"""The pages of governing documents and of rule sets."""
