"""Domain-free ground: base models, clock, ids, errors, audit chain, jobs, Vietnamese text."""
