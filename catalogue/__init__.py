"""The builder of the Wenzhou shortage-talent catalogue, in the order in which data flows."""
