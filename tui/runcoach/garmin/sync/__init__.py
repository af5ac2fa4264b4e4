"""Sync as the app sees it: starting the worker, hearing it, and where things lie. Knows no garmindb."""
