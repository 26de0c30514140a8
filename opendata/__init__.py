"""In and out, in public formats. An import does acts, as an officer would."""
