"""Pages and tables as files, for a house and for headquarters alike.

Read printing (a page as PDF), workbook (tables for Excel and WPS), commas (a table as text).
"""
