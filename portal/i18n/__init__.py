"""Words in both languages: catalogues, refusals, numbers and dates."""
