"""The pages about people and access, a file for each."""
