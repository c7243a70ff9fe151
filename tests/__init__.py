"""The tests of Melin; they mirror portal/."""
