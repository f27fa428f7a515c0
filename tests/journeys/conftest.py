"""The real broker and database, for journeys that need them."""

from tests.support.backends import kafka, kafka_url, postgres, postgres_url

__all__ = ["kafka", "kafka_url", "postgres", "postgres_url"]
