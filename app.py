"""The way in for a web server and for the `flask` command: `app`."""

from tracker import create_app

app = create_app()
