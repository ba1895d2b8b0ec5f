"""What goes to headquarters, and by which road: network, stick or telephone.

Read month_words, letters (what each says, in words), page, month, telephone.
"""
