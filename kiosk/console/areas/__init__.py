"""The console's areas: pages, forms and what they say, one package or file each."""
