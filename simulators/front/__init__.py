"""The printed front of the simulated card: drawn, photographed, and looked at by a camera."""
