"""Intake: the table(s) in the file an officer really has, typed, with every change listed."""
