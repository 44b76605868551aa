"""Workers that are killed while clients write through them, as real processes, and what is left afterwards."""
