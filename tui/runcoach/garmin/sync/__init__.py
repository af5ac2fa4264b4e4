"""Sync as the app sees it: starting the worker, reading its events, and its folders. Without garmindb."""
