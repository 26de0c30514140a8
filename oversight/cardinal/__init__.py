"""The eleven red flags that Cardinal defines, as its methodology says: pure mathematics of values.

Source: the documentation and the fixtures of cardinal-rs of the Open Contracting Partnership (MIT);
tests/test_oversight_cardinal.py holds this beside its fixtures. What is judged is a `Process`, read
from anywhere: our flags make them of bids and awards, the test of compiled releases of OCDS.
"""
