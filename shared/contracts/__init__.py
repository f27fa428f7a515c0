"""The published language: what services may hear of each other, one file a publishing service.

These models are a contract: a change of shape is a new version, never an edit (house.md, Habits).
"""
