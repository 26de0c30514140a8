"""Addresses for programs: no language, no cookies."""

from flask import Blueprint

from tracker.edge import only_reading

machine = Blueprint("machine", __name__)
machine.before_request(only_reading)
