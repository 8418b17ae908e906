"""Compare how news outlets report the same event, every number traceable to its words.

Data flows one way: files -> articles -> sentences -> measures -> figures and notebooks. The
modules are small and named after what they measure; see README.md for the map.
"""

__version__ = "0.1.0"
