"""The platform of Digital Skills CMS: everything that is not content.

Other rooms are ``blocks`` (section blocks), ``pages`` (page types) and ``home`` (home page, site settings, navigation).
"""

__version__ = "0.1.0"
