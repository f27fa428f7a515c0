"""What intake keeps to be read: the file of every case, with what all four services say of it."""
