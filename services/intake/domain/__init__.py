"""What the desk knows and decides: orders, cases, and the pure rules between them."""
