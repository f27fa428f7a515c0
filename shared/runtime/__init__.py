"""What turns a service into a running one: relay, listener, loops. No rules live here."""
