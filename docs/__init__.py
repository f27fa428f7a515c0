"""The documents, and the programs that keep the generated ones true."""
