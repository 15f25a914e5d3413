"""Any ISO 7816 card over PC/SC."""
