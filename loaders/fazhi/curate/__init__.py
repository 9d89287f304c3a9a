"""Tools for curators: draft, fix, migrate and review records."""
