"""The printed front of the card: found in a picture, straightened, read, and believed or not."""
