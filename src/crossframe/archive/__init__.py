"""Archives: many articles, annotated in parts, put together into events, and compared.

`reading`: tables row by row · `annotation`: what is found in one article · `partitions`: parts that
are kept when finished · `engines`: where they are worked on · `archive`: the steps · `comparing`:
events by the `Comparison` · `outputs`: the folder.
"""

from crossframe.archive.engines import in_processes, in_this_process, on_cluster
from crossframe.archive.outputs import make_archive

__all__ = ["in_processes", "in_this_process", "make_archive", "on_cluster"]
