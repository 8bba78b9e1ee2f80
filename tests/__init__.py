"""Tests of Stockdesk."""
