"""One turn of a conversation, and the web application around it."""
