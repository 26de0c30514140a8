"""The public site as files, from a terminal."""

import click

site = click.Group("site", help="The public site.")
