"""What we add to Wagtail's API, versions 2 and 3. The only room that imports Wagtail's v3 preview modules."""
