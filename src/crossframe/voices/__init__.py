"""Who the sources are and how much each gets to say."""
