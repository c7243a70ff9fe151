"""What is published here, in the forms that other catalogues, harvesters and readers take."""
