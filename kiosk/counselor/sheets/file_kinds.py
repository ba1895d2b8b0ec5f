"""As which files a page of the panel can be had."""

# How an address ends that gives a file.
KINDS = "<any(csv, xlsx, pdf):kind>"

TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
