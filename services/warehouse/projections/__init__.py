"""What the warehouse keeps to be read: its missed-item liability, its suspect stock."""
