"""A load: what it would do (the plan, pure), and carrying it out."""
