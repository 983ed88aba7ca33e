"""Charter: client onboarding charters from YAML, as branded pages."""
