"""How files and workbooks are written: their look, their names, whole or not at all."""
