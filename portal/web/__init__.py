"""What every page and address needs: language, caching, delivery, refusals, looks."""
