"""Wagtail's API version 3, a preview in Wagtail 8, with nothing private in it and on one OpenAPI document of ours."""
