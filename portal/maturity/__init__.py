"""How mature councils' use of data is: frameworks, rounds of questionnaires, results."""
