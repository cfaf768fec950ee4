"""Maps: lines as the lines of a metro, notes as stops, shared notes as interchanges; computed, never by
chance.
"""
