"""The ``recourse`` command: composes the services that are present and holds no rule."""
