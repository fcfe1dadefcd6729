"""tagwright: render, prove and package the browser snippets that connect Optimizely to other platforms."""

__version__ = "0.1.0"
