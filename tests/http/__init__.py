"""The services over HTTP, on embedded storage."""
