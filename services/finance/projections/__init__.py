"""What finance keeps to be read: couriers' months, refund tables, dealers' and agents' accounts."""
