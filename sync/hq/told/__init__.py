"""What houses told of their days and months, and the sums of it.

Read days, months, sums.
"""
