"""Frameworks of maturity: components, levels and questions as data, in both languages."""
