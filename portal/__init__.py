"""Melin: a bilingual open-data portal that Welsh councils publish on."""
