"""Reading and writing whole files, the output folder, progress and reference data."""
