"""Optimizely's REST API, server to server: what the command `tagwright optimizely` does, as typed functions.

Needs the extra `rest`. The only home of httpx, authlib and stamina.
"""
