"""A month's statement on paper: JSON in; CSV, a workbook or a PDF out, byte for byte (ADR 0014)."""
