"""What goes to headquarters, and by which road: network, stick or telephone.

Read letters (what each says, in words), page, telephone.
"""
