"""What may be asked of the library, and what may be written into it?"""
