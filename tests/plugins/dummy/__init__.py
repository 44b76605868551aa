"""A plugin for tests. It uses every extension point once, as a package outside of this repository would."""
