"""A board on the screen in place of the box: its buttons press mock pins, its lights show them.

Read pins, server; page.html, board.css and board.js are what a browser gets.
"""
