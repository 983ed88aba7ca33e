"""Files -> values with places. The one door through which a project's facts are read."""

from charter.source.acceptances import Acceptance
from charter.source.node import Node
from charter.source.odd_files import text_for_excerpts
from charter.source.project import Project, find_root, read

__all__ = ["Acceptance", "Node", "Project", "find_root", "read", "text_for_excerpts"]
