"""Camera and face, in a child process of their own."""
