"""What intake keeps to be read: the file of every case, with what all four services say of it."""

from services.intake.projections import case_file

PROJECTIONS = (case_file.PROJECTION,)
