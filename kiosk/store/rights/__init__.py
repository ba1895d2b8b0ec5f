"""What a child's rights need: to know what is kept, a copy, erasing, terms; and the audit.

Read holdings, copying, erasing, tombstones, lines, forgotten, retention; audit,
audit_lines.
"""
