"""The disclosure gate: proves that nobody can be singled out from published counts of people.

Others call two functions. `audit.audit(document)` takes a release file's JSON value and returns
an `answer.Answer` (`clear`, `reasons`, `statistics()`, `as_dict(word)`).
`protect.protect(people, spec, key)` turns respondents into a `protect.Protected` (`clear`,
`release`, `tables`, `reasons`). Both are pure and may take minutes: a worker runs them, never a
request.
"""
