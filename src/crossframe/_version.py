"""The version of this package, where the modules that write it can import it from."""

__version__ = "0.1.0"
