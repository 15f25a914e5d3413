"""Any ISO 7816 card over PC/SC: the wire, its commands and answers, the reader and its slot."""
