"""HTTP as all four services speak it: problems, kept answers, versions, pages, health."""
