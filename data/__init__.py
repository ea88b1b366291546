"""The data set that ships with the package: records, and the facts read from them."""
