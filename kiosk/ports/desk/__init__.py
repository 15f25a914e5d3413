"""What the console needs of the records, one file an area of its pages."""
