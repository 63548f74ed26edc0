"""Tasks with owner, due date and proof, carried over until done."""
