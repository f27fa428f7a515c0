"""Photos and papers as files: what is accepted, where they are kept, whether they are unaltered."""
