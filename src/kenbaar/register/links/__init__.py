"""Links that entries hold, and whether they still lead to a page. Who asks the internet is handed in from above."""
