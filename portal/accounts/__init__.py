"""Who publishes: councils and other bodies."""
