"""From what an officer hands in to a version that readers see: submissions and their worker."""
