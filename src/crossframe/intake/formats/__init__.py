"""One module for each form of file that people have; `crossframe.intake.one_file` calls them."""
