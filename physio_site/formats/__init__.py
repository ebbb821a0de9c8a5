"""How do dates look in each language? Django looks here for the formats that templates name.

Templates name a format as it is written in English, such as "j F". A language that writes it in
another way says so here under that very name.
"""
