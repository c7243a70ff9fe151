"""What is published: datasets, their versions and files, and finding them."""
