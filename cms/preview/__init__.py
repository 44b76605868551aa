"""Previews in the frontend: what somebody has typed, kept for an hour for the frontend that shows the page's site.

``modes`` answers a preview in the admin by leading to the frontend with a token; ``cms.api.v3.preview`` answers the
frontend, which sends that token, with the page as it was typed.
"""
