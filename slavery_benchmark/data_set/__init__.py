"""Results of very many workbooks as a data set: a folder of Parquet parts that others can read."""
