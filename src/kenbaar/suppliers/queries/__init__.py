"""Reading templates and what they propose. Every read takes the actor, and the number of queries never grows."""
