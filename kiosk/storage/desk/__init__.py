"""`kiosk.ports.desk` over SQL: what the console reads and writes."""
