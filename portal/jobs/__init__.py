"""The processes of a portal: starting, watching and stopping them."""
