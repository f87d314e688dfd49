"""How far inspectors agree with forces, and with each other."""
