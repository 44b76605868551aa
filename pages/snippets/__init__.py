"""The directory: things that many pages refer to, each with its own place in the admin. One snippet per file."""
