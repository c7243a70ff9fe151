"""Tests against real programs: PostgreSQL here, Chromium in tests/browser."""
