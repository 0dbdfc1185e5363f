"""What Python gives to the components, as typed dictionaries.

The views build them, mypy checks the builders; ``dashboard/frontend/types/payloads.d.ts`` is written from
them (``make frontend``), and the scripts are checked against it.
Texts come ready in the language of the page.
"""
