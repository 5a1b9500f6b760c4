"""Templates of suppliers at the desk: choosing one, answering what it proposes, and keeping one's own."""
