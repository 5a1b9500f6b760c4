"""Site is the hallway: settings, environment, URLs, middleware and the templates and static files that faces share."""
