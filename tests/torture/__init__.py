"""Long runs that hurt a store on purpose; started by hand, one command each (see docs/scale.md)."""
