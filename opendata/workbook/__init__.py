"""Excel workbooks: templates out, and back with their faults marked."""
