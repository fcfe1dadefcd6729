"""Snippets packaged for where they will live: one module and one folder of templates per delivery.

`names` says which there are, `package` makes the files of one and their manifest.
"""

from __future__ import annotations

from generator.deliver.package import describe, names, package, parcel, placement
from generator.deliver.parcel import Item, Parcel, Placement

__all__ = ["Item", "Parcel", "Placement", "describe", "names", "package", "parcel", "placement"]
