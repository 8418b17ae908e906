"""What a comparison writes, and new projects."""
