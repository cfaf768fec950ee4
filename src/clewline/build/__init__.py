"""Builds: the stages one after another, and what a build may take over from the last one."""
