"""Tests of the catalogue, the tokens and the console."""

import pytest

# The checks are no test modules by name; this makes their assertions say what they saw.
for _module in ("checks_ties", "checks_visits", "checks_other", "checks_provenance", "facts"):
    pytest.register_assert_rewrite(f"tests.queries.{_module}")
