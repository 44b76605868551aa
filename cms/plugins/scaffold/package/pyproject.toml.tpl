[build-system]
requires = ["setuptools>=80"]
build-backend = "setuptools.build_meta"

[project]
name = "$distribution"
version = "0.1.0"
description = "$title, a plugin for Digital Skills CMS"
readme = "README.md"
requires-python = ">=3.11"

[project.entry-points.digital_skills_cms]
$name = "$module:plugin"

[tool.setuptools.packages.find]
include = ["$module*"]

[tool.setuptools.package-data]
$module = ["templates/**/*.html"]

[tool.pytest.ini_options]
DJANGO_SETTINGS_MODULE = "cms.settings.plugin_test"
testpaths = ["tests"]
filterwarnings = ["ignore:No directory at:UserWarning"] # static files are collected for a server, not for tests
