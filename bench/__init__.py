"""Bench prints figures and ratios: each measure beside a named baseline of the same minutes and the same data."""
