"""Cli is the `kenbaar` command: for operators, at the machine where the register runs.

It translates words into deeds and shows progress; what a deed does is decided in the rooms below.
"""
