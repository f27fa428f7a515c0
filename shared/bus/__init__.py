"""The log that services hear each other through: one interface, embedded or Kafka."""
