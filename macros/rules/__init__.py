"""The rules that every guide keeps: one module for each thing they look at, all of them listed in `catalogue`."""
