"""The version of this package, where the modules that write it can import it from."""

__version__ = "0.2.0"
