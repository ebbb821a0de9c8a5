"""What picture shows how an exercise is done? Draws a pose (joint angles and props) as SVG."""

from .picture import DRAWING_VERSION, Kind, figure_svg, pose_digest
from .pose import PoseError

__all__ = ["DRAWING_VERSION", "Kind", "PoseError", "figure_svg", "pose_digest"]
