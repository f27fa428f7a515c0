"""What the warehouse keeps to be read: its missed-item liability."""

from services.warehouse.projections import liability

PROJECTIONS = (liability.PROJECTION,)
