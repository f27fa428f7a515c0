"""Projections: what topics say, folded into tables that can be dropped and filled again."""
