"""Importing the catalogue from a sheet: columns recognised, rows judged, good ones written, bad ones parked."""
