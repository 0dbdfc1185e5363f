"""Tests of the catalogue, the tokens and the console."""

import pytest

# pytest rewrites the assertions of test modules only; these modules with checks need it, too.
for _module in ("checks_ties", "checks_visits", "checks_other", "checks_provenance", "facts"):
    pytest.register_assert_rewrite(f"tests.queries.{_module}")
