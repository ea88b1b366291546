"""Bad input, faults and hostile hands: what the program keeps, tried and counted.

`PYTHONPATH=tests python -m trust` tries everything and prints the figures as a table; `--short` tries a share of it.
Nothing here is kept in the repository as a file: what is malformed is made when it is needed, from seeds.
"""
