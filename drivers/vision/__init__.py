"""Camera and 1:1 face match in a child process. `process` is the parent's side; see README.md."""
