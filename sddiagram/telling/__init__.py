"""What is told of a pattern in words and files: here, the pictures of Markdown notes."""
