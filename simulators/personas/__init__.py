"""The cast: invented people, as data, who draw themselves."""
