"""What is told beside the pictures: notes, sites, and pictures in notes."""
