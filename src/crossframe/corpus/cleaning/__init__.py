"""From a scraped page to the lines that are the article."""
