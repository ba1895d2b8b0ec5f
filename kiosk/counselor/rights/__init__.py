"""What the law asks: consent, a copy of what is kept, erasing, terms, and the audit.

Read consent_form, consent; copies, copy_sheet, copy_words, sealed_zip; erase; retention;
audit_words, audit.
"""
