"""The human side: coding sheets, reliability, adjudication, learning."""
